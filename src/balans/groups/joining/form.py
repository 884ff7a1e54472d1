"""What somebody fills in to join: the name they like, and where messages of the group may go."""

from typing import Any

from django.utils.translation import gettext as _

from balans.accounts.entry.address import NoAddress, likely_meant, normalised, say_no_address
from balans.core.text import clean
from balans.groups.joining.quiet import no_mail_there
from balans.ui.types import Choice, Error

NAME, MAIL, ADDRESS, CHECKED = "naam", "mail", "adres", "zo"
OWN, OTHER, NONE = "eigen", "ander", "geen"
NAME_LIMIT = 60
LONGEST_TYPED = 300


class JoinForm:
    """A name and maybe an address, as posted, or as they are known; `own` is an account's own."""

    def __init__(
        self, form: Any = None, *, own: str = "", name: str = "", address: str = ""
    ) -> None:
        self.form, self.own = form, own
        self.errors: dict[str, str] = {}
        self.meant = ""
        """An address that was probably meant; asked once."""

        self._name, self._address = name, address

    def _given(self, field: str) -> str:
        return clean(self.form.get(field, ""))[:LONGEST_TYPED]

    @property
    def name(self) -> str:
        return self._given(NAME) if self.form is not None else self._name

    @property
    def typed_address(self) -> str:
        if self.form is not None:
            return self._given(ADDRESS)
        return "" if self._address == self.own else self._address

    @property
    def way(self) -> str:
        """Return where mail goes: the account's own address, another, or nowhere."""
        if self.form is None:
            return self._known_way()
        picked = self._given(MAIL)
        if picked in (OTHER, NONE) or (picked == OWN and self.own):
            return picked
        return OTHER if self.typed_address else NONE

    def _known_way(self) -> str:
        if self._address and self._address != self.own:
            return OTHER
        return OWN if self._address else NONE

    @property
    def ways(self) -> tuple[Choice, ...]:
        """Return what can be chosen by somebody whose account has an address."""
        words = {
            OWN: _("Ja, naar %(address)s") % {"address": self.own},
            OTHER: _("Ja, naar een ander adres"),
            NONE: _("Nee, stuur mij geen mail"),
        }
        return tuple(
            Choice(value=value, label=label, checked=value == self.way)
            for value, label in words.items()
        )

    def is_valid(self) -> bool:
        """Return whether it can be kept; else `errors` or `meant` say what is to be done."""
        self.errors = {key: text for key, text in self._problems().items() if text}
        if not self.errors and self.way == OTHER:
            meant = likely_meant(self.address())
            self.meant = "" if self._given(CHECKED) == self.address() else meant
        return not self.errors and not self.meant

    def _problems(self) -> dict[str, str]:
        return {NAME: self._name_problem(), ADDRESS: self._address_problem()}

    def _name_problem(self) -> str:
        if not self.name:
            return _("Hoe wil je heten in de groep? Een voornaam is genoeg.")
        if len(self.name) > NAME_LIMIT:
            return _("Dit is te lang. Hier passen %(limit)s tekens.") % {"limit": NAME_LIMIT}
        return ""

    def _address_problem(self) -> str:
        try:
            self.address()
        except NoAddress:
            return say_no_address()
        return ""

    def address(self) -> str:
        """Return where messages go, empty for nowhere. Raise NoAddress."""
        if self.way == OWN:
            return self.own
        return normalised(self.typed_address) if self.way == OTHER else ""

    def refuse_address(self) -> None:
        """Say that no mail goes to this address (quiet.may_write_to)."""
        self.errors[ADDRESS] = no_mail_there()

    @property
    def errors_to_show(self) -> list[Error]:
        return [Error(field_id=f"id_{name}", text=text) for name, text in self.errors.items()]
