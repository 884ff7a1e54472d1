"""What differs between two versions, as a person reads it."""

from dataclasses import replace

from balans.groups.content import scripts
from balans.groups.scripts.changes import Change, changes
from balans.groups.scripts.draft import draft_of, moved, script_of, with_step, without_step


def told(change) -> list[Change]:
    """Return what differs after something was done with the draft of a script."""
    script = scripts("nl")["grenzen"]
    return list(changes(script, script_of(change(draft_of(script)), script)))


def test_the_same_script_differs_in_nothing():
    assert told(lambda draft: draft) == []


def test_a_word_that_changed_stands_beside_the_old_one():
    assert told(lambda draft: replace(draft, titel="Grenzen")) == [
        Change("Titel", "Nadenken over je grenzen", "Grenzen")
    ]


def test_a_step_that_moved_shows_as_another_order_and_nothing_else():
    found = told(lambda draft: moved(draft, 1, 1))
    assert [each.label for each in found] == ["Volgorde"]
    assert found[0].before.startswith("Welkom\nKennismaken")
    assert found[0].after.startswith("Kennismaken\nWelkom")


def test_a_step_added_and_a_step_left_out_are_told_by_their_titles():
    def other(draft):
        draft = without_step(draft, 1)
        new = replace(with_step(draft, 0).steps[0], titel="Thee", doe="Schenk thee in.")
        return replace(draft, steps=(new, *draft.steps))

    found = told(other)
    assert [each.label for each in found] == ["Welkom: Stap weg", "Thee: Stap erbij"]
    assert found[1].after == "5 minuten. Schenk thee in."


def test_what_changes_in_a_step_is_named_with_the_step():
    def shorter(draft):
        first, second, *rest = draft.steps
        steps = (
            replace(first, minuten="10", overslaan=True),
            replace(second, minuten="5"),
            *rest,
        )
        return replace(draft, steps=steps)

    assert told(shorter) == [
        Change("Welkom: Lengte", "5 minuten", "10 minuten"),
        Change("Welkom: Mag je overslaan", "Nee", "Ja"),
        Change("Kennismaken: Lengte", "10 minuten", "5 minuten"),
    ]
