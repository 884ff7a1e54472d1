"""Offers in a list: what is to be said of how old their details are, once for all of them."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.directory.screen import Card


def listed(*groups: Sequence[Card]) -> tuple[str, list[tuple[Card, ...]]]:
    """Return what a list says of old details, and the cards of each group that remain quiet.

    Fresh details need no word: the page of the offer has their date. Old ones keep their date,
    unless all of the list is from one month; then the sentence names it. What nobody ever
    checked goes on to say so itself.
    """
    cards = [card for group in groups for card in group]
    old = {card.checked.replace(day=1) for card in cards if card.checked and card.is_stale}
    is_one = len(old) == 1 and all(card.checked and card.is_stale for card in cards)
    quiet = [tuple(_quiet(card, keeps_date=not is_one) for card in group) for group in groups]
    if not old:
        return "", quiet
    if is_one:
        day = {"day": date_format(old.pop(), "F Y")}
        return _("Deze gegevens zijn van %(day)s. Vraag eerst na of ze nog kloppen.") % day, quiet
    return _(
        "Staat er een datum bij? Die gegevens zijn ouder dan een jaar. "
        "Vraag eerst na of ze nog kloppen."
    ), quiet


def _quiet(card: Card, *, keeps_date: bool) -> Card:
    if card.checked is None:
        return card
    kept = card.checked if card.is_stale and keeps_date else None
    return replace(card, checked=kept, is_stale=False)
