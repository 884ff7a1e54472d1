"""Whether the keys folder is the one of this database."""

from balans.accounts.models import Owner
from balans.core import keys
from balans.core.models import KeysMark

SOME = 50


def keys_fit() -> bool:
    """Return whether accounts in this database have their anchors in the keys folder.

    Also when nobody has an account, or when everybody in an old backup was erased since.
    """
    known = KeysMark.objects.values_list("mark", flat=True).first()
    if known is not None and known != keys.folder_mark():
        return False
    accounts = list(Owner.objects.accounts()[:SOME])
    if not accounts or any(keys.has_anchor(str(each.pk)) for each in accounts):
        return True
    return keys.anchors_folder().is_dir() and not keys.anchored_owners()
