"""How every Dutch text reads, as a table: what the content check measures, to look at."""

from collections.abc import Iterator

from balans.core.content import library
from balans.core.readability import count_words, measure
from balans.pages.content_check import (
    SETTINGS,
    ReadingSettings,
    dutch_texts,
    professional_texts,
)

HEAD = "| text | words | words a sentence | longest | Flesch-Douma | long words |"


def rows() -> Iterator[str]:
    """Yield a Markdown table: one row a text, by file, and the sum of all last."""
    known = frozenset(
        word.casefold() for word in library().decode(ReadingSettings, SETTINGS).long_words
    )
    yield HEAD
    yield "|---|---|---|---|---|---|"
    everything: list[str] = []
    for where, texts in (*dutch_texts(), *professional_texts()):
        said = [text for text in texts if text]
        everything += said
        yield _row(where, said, known)
    yield _row("all texts", everything, known)


def _row(where: str, texts: list[str], known: frozenset[str]) -> str:
    reading = measure(texts, known)
    figures = (
        str(reading.words),
        f"{reading.average_words:.1f}",
        str(count_words(reading.longest)),
        f"{reading.flesch_douma:.0f}",
        f"{reading.long_word_share:.1%}",
    )
    return f"| {where} | {' | '.join(figures)} |"


def main() -> int:
    """Print the table."""
    print("\n".join(rows()))
    return 0
