"""Stems: what words of one family share. Snowball, with what it leaves out for a carer's Dutch."""

from functools import lru_cache
from threading import local

import Stemmer

from balans.search.words import term

ALGORITHMS = {"nl": "dutch", "en": "english"}
FORMS = {
    "kinderen": "kind",
    "kids": "kind",
    "overleden": "overlijden",
    "overleed": "overlijden",
    "overledene": "overlijden",
    "overledenen": "overlijden",
    "gestorven": "sterven",
    "stierf": "sterven",
    "stervende": "sterven",
    "stervenden": "sterven",
    "doodgegaan": "doodgaan",
    "doodging": "doodgaan",
    "doodgaat": "doodgaan",
    "sliep": "slapen",
    "boze": "boos",
    "bozer": "boos",
    "hielp": "helpen",
    "geholpen": "helpen",
    "gevallen": "vallen",
    "viel": "vallen",
    "vergat": "vergeten",
    "huilde": "huilen",
    "ouders": "ouder",
}
"""Forms of strong verbs and plurals that no ending tells."""

AGENT = "zorger"
LEAST_STEM, LEAST_WITH_D = 4, 6
VOWELS = "aeiouy"
_own = local()


def _snowball(language: str) -> "Stemmer.Stemmer":
    """Return the stemmer of this thread; they must not be shared."""
    known: dict[str, Stemmer.Stemmer] = _own.__dict__.setdefault("known", {})
    if language not in known:
        known[language] = Stemmer.Stemmer(ALGORITHMS[language])
    return known[language]


@lru_cache(maxsize=50_000)
def stem(word: str, language: str) -> str:
    """Return the stem of a folded word, as the index keeps it."""
    if language != "nl":
        return term(str(_snowball(language).stemWord(word)))
    return term(_without_ending(str(_snowball("nl").stemWord(FORMS.get(word, word)))))


def _without_ending(stemmed: str) -> str:
    """Return a Dutch stem without -er of a mantelzorger, and without -t or -d of a verb."""
    if stemmed.endswith(AGENT):
        return stemmed.removesuffix("er")
    least = {"t": LEAST_STEM, "d": LEAST_WITH_D}.get(stemmed[-1:], 0)
    if least and len(stemmed) >= least and stemmed[-2] not in VOWELS:
        return stemmed[:-1]
    return stemmed
