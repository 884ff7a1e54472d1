"""Whether a keys folder belongs to a database: by opening with it what only the host can open."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.apps import apps

from balans.accounts.models import Owner, Wrapped
from balans.core import keys, vault

SOME = 200
"""This many of each master key and table are opened: one that opens proves the key."""


@dataclass(frozen=True)
class Fit:
    """What was found; the keys fit when there are no problems."""

    problems: tuple[str, ...]
    accounts: int
    anchored: int
    """Accounts whose anchor is there. The others were erased since, or the keys are older."""


def fit() -> Fit:
    """Return how the keys in the data folder and the database go together. Changes nothing."""
    problems = (*_masters(), *_host())
    accounts = {str(pk) for pk in Owner.objects.accounts().values_list("pk", flat=True)}
    anchored = accounts & set(keys.anchored_owners())
    if accounts and not anchored and (keys.anchored_owners() or not keys.anchors_folder().is_dir()):
        problems += ("none of the accounts has its anchor in keys/anchors",)
    return Fit(problems=problems, accounts=len(accounts), anchored=len(anchored))


def _masters() -> Iterator[str]:
    there, missing, wrong = set(keys.key_versions()), set[int](), set[int]()
    for model in apps.get_models():
        if not issubclass(model, Wrapped):
            continue
        rows = model._default_manager.order_by()
        for version in rows.values_list("key_version", flat=True).distinct():
            if version not in there:
                missing.add(version)
                continue
            for row in rows.filter(key_version=version)[:SOME]:
                try:
                    vault.rewrap(str(row.owner_id), row.key, version)
                except vault.CannotOpen:
                    wrong.add(version)
    yield from (f"keys/master-{version} is missing" for version in sorted(missing))
    yield from (f"keys/master-{version} is of another installation" for version in sorted(wrong))


def _host() -> Iterator[str]:
    owners = list(Owner.objects.exclude(address=None)[:SOME])
    if not owners:
        return
    if not (keys.keys_folder() / "host").is_file():
        yield "keys/host is missing"
        return
    for owner in owners:
        try:
            vault.host_open(bytes(owner.address or b""), place=f"address {owner.pk}")
        except vault.CannotOpen:
            yield "keys/host is of another installation"
            return
