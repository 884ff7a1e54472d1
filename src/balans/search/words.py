"""Words as the search compares them: small letters, no accents, no signs, of any script."""

import re
import unicodedata

from balans.core.text import fold

QUERY_LIMIT = 200
"""Signs of a query that are looked at."""

LONGEST_TERM = 40
WORD = re.compile(r"[^\W_]+")
POSSESSIVE = re.compile(r"(?<=\w)['’]s\b")


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


DUTCH = _set("""
aan al als altijd andere ben bent bij bijna daar dan dat de deze die dit doen doe doet door dus een
eens eigenlijk en enkel er erg ergens even gaan gaat geen gewoon ga haar had hadden he heb hebben
hebt heeft heel hem hen het hier hij hoe hun iets iemand ik in is ja je jij jou jouw jullie kan kun
kunnen kunt maar mag me meer men met mezelf mij mijn moet moeten mogen na naar nee niet niets nog nu
of om omdat ons onze ook op over paar per steeds sinds sommige te tegen ten ter toch toe tot u uit
uw van vaak veel voor waar waarom wanneer want waren was wat we weer wel welk welke werd wie wij wil
wilde willen wilt word worden wordt zal ze zeer zelf zich zij zijn zo zonder zou zouden zullen
moest mocht kon konden wou dacht vind vindt zeg zegt graag echt goed soort zoek zoeken
""")
ENGLISH = _set("""
a about after all also always am an and any are as at be because been but by can cannot could did do
does doing for from get go goes going had has have having he her here him his how i if in into is it
its just like looking me more most much my no not nothing now of off on one only or other our out
over own please really she should so some somebody someone something than that the their them then
there these they thing this those to too up us very want wants was we were what when where which who
whom why will with without would you your find need needs
""")
STOP_WORDS = {"nl": DUTCH, "en": ENGLISH}

PEOPLE = {
    "nl": _set(
        "man vrouw partner echtgenoot moeder vader mama papa ma pa zoon dochter broer zus oma opa "
        "dierbare ouders ouder"
    ),
    "en": _set(
        "husband wife partner spouse mother father mum mom dad son daughter brother sister gran "
        "granddad parents parent person loved"
    ),
}
"""For whom one cares: it tells less about what one needs than the other words."""


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in order; hyphens part words."""
    return WORD.findall(fold(POSSESSIVE.sub("", text)))


def is_stop_word(word: str, language: str) -> bool:
    """Return whether a folded word says nothing about what is looked for."""
    return word in STOP_WORDS[language] or (len(word) == 1 and not word.isdigit())


def term(word: str) -> str:
    """Return a word as both databases keep it: a to z, digits and `_`, at most 40 signs.

    Signs of other scripts stand as their number, so that no database parts words in its own way.
    """
    if not word.isascii():
        word = "".join(each if each.isascii() else f"u{ord(each):x}" for each in word)
    return word[:LONGEST_TERM]


def cleaned(query: str) -> tuple[str, bool]:
    """Return a query on one line without what cannot be seen, and whether it had to be cut."""
    short = query[: QUERY_LIMIT * 4]
    seen = "".join(" " if unicodedata.category(each)[0] in "CZ" else each for each in short)
    line = " ".join(seen.split())
    return line[:QUERY_LIMIT].strip(), len(line) > QUERY_LIMIT or len(query) > QUERY_LIMIT * 4
