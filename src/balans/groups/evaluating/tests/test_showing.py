"""What is shown of evaluations: nothing below five, and no new one that can be read apart."""

from itertools import count

from balans.groups.evaluating.showing import Sent, counting, shown

NUMBER = count()


def sent(number: int, *, step: int = 1, is_paper: bool = False, answer: str | None = "ja"):
    answers = {} if answer is None else {"gemak": answer}
    return [
        Sent(id=str(next(NUMBER)), step=0 if is_paper else step, is_paper=is_paper, answers=answers)
        for _each in range(number)
    ]


def test_who_waits_is_not_counted_nor_shown():
    assert counting(sent(4, step=0)) == ()
    assert shown("gemak", sent(4, step=0)).sent == ()
    assert shown("gemak", sent(5) + sent(4, step=0)).given == 5


def test_five_are_shown():
    assert len(shown("gemak", sent(5)).sent) == 5


def test_a_question_that_four_answered_shows_how_many_only():
    found = shown("gemak", sent(4) + sent(1, answer=None))
    assert (found.given, found.sent) == (4, ())


def test_one_answer_in_a_new_step_is_not_added_to_those_shown():
    first = sent(5)
    later = sent(1, step=2) + sent(4, step=2, answer=None)
    assert list(shown("gemak", first + later).sent) == first
    more = sent(4, step=3) + sent(1, step=3, answer=None)
    assert len(shown("gemak", first + later + more).sent) == 10


def test_paper_that_somebody_copied_makes_no_five_with_the_others():
    assert counting(sent(4, step=0) + sent(4, is_paper=True)) == ()
    assert len(counting(sent(4, step=0) + sent(5, is_paper=True))) == 5
    mixed = sent(1) + sent(4, answer=None) + sent(4, is_paper=True)
    assert shown("gemak", mixed).sent == ()


def test_paper_goes_along_once_there_are_five_others():
    assert len(shown("gemak", sent(5) + sent(1, is_paper=True)).sent) == 6
