"""All content: complete in both languages, with sources, links that lead somewhere, readable."""

import pytest

from balans.pages import content_check, content_table
from balans.questionnaires import review
from balans.questionnaires.tests.builders import NEXT, flow, question


def test_the_content_is_in_order():
    assert content_check.problems() == []


def test_every_text_stands_in_the_table_with_what_was_measured():
    table = list(content_table.rows())
    measured = (*content_check.dutch_texts(), *content_check.professional_texts())
    texts = [where for where, _texts in measured]
    assert len(table) == len(texts) + 3
    assert all(f"| {where} |" in row for where, row in zip(texts, table[2:], strict=False))
    words = [int(row.split(" | ")[1]) for row in table[2:-1]]
    assert min(words) > 0 and sum(words) == int(table[-1].split(" | ")[1])


WRONG = [
    (flow(question("yes-no", "a"), question("yes-no", "a")), "questions: 'a' stands twice"),
    (flow(question("yes-no", "a", when=[{"question": "z"}])), "no question 'z'"),
    (
        flow(question("yes-no", "a", when=[{"question": "b"}]), question("yes-no", "b")),
        "only later",
    ),
    (
        flow(
            question("yes-no", "b"),
            question("yes-no", "a", when=[{"question": "b", "is": ["kat"]}]),
        ),
        "has no answer 'kat'",
    ),
    (
        flow(question("yes-no", "b"), question("yes-no", "a", words={"label": "Hoe is {b}?"})),
        "may be skipped",
    ),
    (flow(question("yes-no", "a", words={"label": "Hoe is {kat}?"})), "is not a question"),
    (flow(question("yes-no", "a"), sources=()), "name at least one source"),
    (
        flow(
            question("yes-no", "a"), outcome=[{**NEXT, "steps": [{"id": "rust", "to": "flow:kat"}]}]
        ),
        "leads nowhere",
    ),
    (
        flow(
            question("yes-no", "a"),
            outcome=[
                {"id": "nood", "kind": "emergency", "helplines": ["kat"], "words": {"title": "x"}}
            ],
        ),
        "no helpline 'kat'",
    ),
]


@pytest.mark.parametrize(("wrong", "words"), WRONG)
def test_what_is_wrong_is_named(wrong, words):
    assert any(words in problem for problem in review.problems_of(wrong, ["proef"]))


def test_a_published_version_is_not_edited(monkeypatch):
    monkeypatch.setattr(review, "published", lambda: {"grenzen/v1": "0000"})
    problems = list(review.changed_after_publication())
    assert any("grenzen/v1/flow.toml: changed after it was published" in each for each in problems)
    assert any("not published yet" in each for each in problems)
