"""How hard a Dutch text reads: sentence length, Flesch-Douma, long words. A guard, not a judge."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

PLACEHOLDER = re.compile(r"\{[^}]*\}")
SENTENCE_END = re.compile(r"(?<=[.!?:])[\"”’')]*\s+|\n+")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
NUCLEUS = re.compile(
    r"aai|ooi|oei|eeu|ieu|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|au|ou|[aeiouyàáâäèéêëìíîïòóôöùúûü]",
    re.IGNORECASE,
)
LONG_WORD_LETTERS = 12


@dataclass(frozen=True)
class Bar:
    """The bar for one kind of reader (content.md)."""

    average_words: float
    longest_words: int
    flesch_douma: float
    long_word_share: float


CARER = Bar(average_words=12, longest_words=25, flesch_douma=65, long_word_share=1 / 10)
PROFESSIONAL = Bar(average_words=15, longest_words=30, flesch_douma=50, long_word_share=1 / 6)


@dataclass(frozen=True)
class Reading:
    """What was measured. Sentences and words are counts; shares are 0 to 1."""

    sentences: tuple[str, ...]
    words: int
    syllables: int
    long_words: tuple[str, ...]

    @property
    def average_words(self) -> float:
        return self.words / len(self.sentences) if self.sentences else 0.0

    @property
    def longest(self) -> str:
        return max(self.sentences, key=count_words, default="")

    @property
    def flesch_douma(self) -> float:
        """Return the ease of reading, 0 (hard) to about 100 (easy). Source: Douma 1960."""
        if not self.words:
            return 100.0
        return 206.84 - 0.93 * self.average_words - 77 * self.syllables / self.words

    @property
    def long_word_share(self) -> float:
        return len(self.long_words) / self.words if self.words else 0.0


def count_words(text: str) -> int:
    """Return the number of words; numbers are not counted."""
    return len(WORD.findall(text))


def count_syllables(word: str) -> int:
    """Return the number of vowel groups as Dutch spells them, at least one."""
    return max(1, len(NUCLEUS.findall(word)))


def measure(texts: Sequence[str], known: frozenset[str] = frozenset()) -> Reading:
    """Measure texts together. `known`: words of the field that may be long (lower case)."""
    plain = [PLACEHOLDER.sub("Jan", text) for text in texts]
    sentences = [
        sentence.strip()
        for text in plain
        for sentence in SENTENCE_END.split(text)
        if count_words(sentence)
    ]
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    return Reading(
        sentences=tuple(sentences),
        words=len(words),
        syllables=sum(count_syllables(word) for word in words),
        long_words=tuple(
            word for word in words if len(word) > LONG_WORD_LETTERS and word.casefold() not in known
        ),
    )


def over_the_bar(reading: Reading, bar: Bar) -> list[str]:
    """Return what is over the bar, in words a writer can act on."""
    problems = []
    if reading.average_words > bar.average_words:
        problems.append(
            f"sentences have {reading.average_words:.1f} words on average "
            f"(at most {bar.average_words:g})"
        )
    if count_words(reading.longest) > bar.longest_words:
        problems.append(
            f"a sentence has {count_words(reading.longest)} words (at most {bar.longest_words}):"
            f" “{reading.longest}”"
        )
    if reading.flesch_douma < bar.flesch_douma:
        problems.append(
            f"Flesch-Douma is {reading.flesch_douma:.0f} (at least {bar.flesch_douma:g})"
        )
    if reading.long_word_share > bar.long_word_share:
        rows = ", ".join(sorted(set(reading.long_words))[:8])
        problems.append(f"{reading.long_word_share:.0%} long words: {rows}")
    return problems
