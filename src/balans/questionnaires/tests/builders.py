"""A small questionnaire with every kind of question, for tests."""

from datetime import date
from typing import Any

from balans.questionnaires.content import Flow

WORDS = {"label": "Vraag over {naam}?"}
WORDS_OF_FLOW = {
    "slug": "proef",
    "title": "Proef",
    "summary": "Een proef.",
    "lead": "Een proef.",
    "fallbacks": {"naam": "je dierbare"},
    "outcome": {"title": "Klaar"},
}


def question(kind: str, name: str = "vraag", **more: Any) -> dict[str, Any]:
    """Return the content of a question with sensible words."""
    words = {**WORDS, **more.pop("words", {})}
    return {"id": name, "kind": kind, "words": words, **more}


def options(*names: str) -> dict[str, Any]:
    return {"options": {name: {"text": name.capitalize()} for name in names}}


def piles(*names: str) -> dict[str, Any]:
    return {"piles": {name: {"text": name.capitalize()} for name in names}}


EVERY_KIND = (
    question("short-text", "naam"),
    question(
        "one",
        "relatie",
        options=("partner", "buur"),
        own=1,
        words={**options("partner", "buur"), "own_label": "Anders"},
    ),
    question(
        "several",
        "zorg",
        options=("wassen", "wandelen"),
        own=2,
        words={
            "options": {
                "wassen": {"text": "Wassen"},
                "wandelen": {"text": "Met {naam} wandelen", "phrase": "met {naam} te wandelen"},
            },
            "own_label": "Zelf",
        },
    ),
    question(
        "rate",
        "effect",
        piles=("kracht", "kost"),
        **{"from": ({"question": "zorg"},)},
        words={
            **piles("kracht", "kost"),
            "each": "Hoe is het om {phrase}?",
            "each_own": "Hoe is dit: {item}?",
        },
    ),
    question(
        "sort",
        "sorteer",
        piles=("graag", "niet"),
        options=("bezoek", "bellen"),
        words={**piles("graag", "niet"), **options("bezoek", "bellen")},
    ),
    question(
        "amounts",
        "uren",
        **{"from": ({"question": "zorg"},)},
        words={
            "thing": "Wat",
            "amount": "Uren per week",
            "unit": "uur",
            "unit_one": "uurtje",
            "too_much": "Een week heeft 168 uur. Bij “{item}” past minder.",
        },
    ),
    question("one", "zwaarst", **{"from": ({"question": "effect", "is": ("kost",)},)}),
    question("yes-no", "samen", when=({"question": "relatie", "is": ("partner",)},)),
    question(
        "statement",
        "zwaar",
        options=("nee", "beetje", "ja"),
        words={**options("nee", "beetje", "ja"), "thing": "Zwaar werk"},
    ),
    question("scale", "ruimte", low=0, high=10, words={"low": "Geen", "high": "Veel"}),
    question("number", "getal", low=0, high=168),
    question("long-text", "verhaal"),
    question("list", "wensen"),
    question("date", "dag", weeks=(1, 4), future=True),
    question("contact", "bel"),
)


def flow(*questions: dict[str, Any], outcome: Any = None, **more: Any) -> Flow:
    """Return a questionnaire with one question a page."""
    content = {
        "name": "proef",
        "version": 1,
        "language": "nl",
        "kind": "exercise",
        "minutes": 5,
        "illustration": "grenzen",
        "reviewed": date(2026, 11, 24),
        "sources": ("een bron",),
        "pages": [
            {"id": f"p-{each['id']}", "questions": [each]} for each in questions or EVERY_KIND
        ],
        "outcome": outcome or [NEXT],
        "words": WORDS_OF_FLOW,
        **more,
    }
    return Flow.model_validate(content)


NEXT = {
    "id": "verder",
    "kind": "next",
    "steps": [{"id": "rust", "to": "none"}],
    "words": {"steps": {"rust": {"title": "Laat het rusten"}}},
}
