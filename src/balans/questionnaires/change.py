"""Then and now: what is different between two times through a questionnaire, in plain words.

Different is not better or worse: nothing here judges. Rules only, no database.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from balans.questionnaires.blocks.result import span
from balans.questionnaires.journey import Scene
from balans.questionnaires.kinds.statement import YesNo
from balans.questionnaires.reading import told
from balans.questionnaires.scoring import Score

LEAST_SHARE, FEW = 10, 2


@dataclass(frozen=True)
class Difference:
    """One question, then and now, as lines to read. No lines: skipped or not asked."""

    label: str
    then: tuple[str, ...]
    now: tuple[str, ...]
    is_statement: bool = False

    @property
    def changed(self) -> bool:
        return self.then != self.now


def compare(then: Scene, now: Scene) -> tuple[Difference, ...]:
    """Lay two journeys through one questionnaire side by side, question by question.

    What only an older version asked stands last.
    """
    asked = {question.id: now for question in now.flow.questions}
    asked |= {q.id: then for q in then.flow.questions if q.id not in asked}
    return tuple(
        _difference(then, now, scene, question_id)
        for question_id, scene in asked.items()
        if then.value(question_id) is not None or now.value(question_id) is not None
    )


def _difference(then: Scene, now: Scene, asked_in: Scene, question_id: str) -> Difference:
    question = asked_in.flow.question(question_id)
    return Difference(
        label=asked_in.fill(question.words.label) if question else "",
        then=_readable(then, question_id),
        now=_readable(now, question_id),
        is_statement=isinstance(question, YesNo),
    )


def _readable(scene: Scene, question_id: str) -> tuple[str, ...]:
    question, value = scene.flow.question(question_id), scene.value(question_id)
    return () if question is None or value is None else question.readable(value, scene)


@dataclass(frozen=True)
class Changes:
    """What became different, as lists to read: statements that are new or gone, and the rest."""

    new: tuple[str, ...]
    gone: tuple[str, ...]
    other: tuple[Difference, ...]

    def __bool__(self) -> bool:
        return bool(self.new or self.gone or self.other)


def changes(then: Scene, now: Scene) -> Changes:
    """Return what changed between two times: of yes and no in short, of others then and now."""
    differ = [each for each in compare(then, now) if each.changed]
    yes, no = str(_("Ja")), str(_("Nee"))
    return Changes(
        new=tuple(e.label for e in differ if e.is_statement and e.now == (yes,)),
        gone=tuple(
            e.label for e in differ if e.is_statement and (e.then, e.now) == ((yes,), (no,))
        ),
        other=tuple(e for e in differ if not e.is_statement),
    )


@dataclass(frozen=True)
class Numbers:
    """One score, then and now: None where no number is told."""

    score: Score
    least: int
    most: int
    then: int | None
    now: int | None
    renewed: bool = False
    """Whether the check was renewed in between, so that the numbers do not lie side by side."""

    @property
    def text(self) -> str:
        """Return the difference in plain words, without a judgement."""
        if self.then is None or self.now is None:
            return _("Bij een van de twee keren staat geen getal. Daarom vergelijken we niet.")
        both = {"then": str(self.then), "now": str(self.now)}
        said = self.score.words.then_now or _("Toen was het {then}, nu is het {now}.")
        for name, number in both.items():
            said = said.replace(f"{{{name}}}", number)
        return f"{said} {self._difference(self.then, self.now)}"

    def _difference(self, then: int, now: int) -> str:
        if self.renewed:
            return _("De check is tussendoor vernieuwd. Deze getallen kun je niet vergelijken.")
        if then == now:
            return _("Dat is hetzelfde.")
        if is_about_equal(self.score, self.least, self.most, then, now):
            return _("Dat is ongeveer gelijk.")
        return _("Dat is meer dan toen.") if now > then else _("Dat is minder dan toen.")

    @property
    def direction(self) -> str:
        """Return which way is heavier."""
        return direction(self.score)


def direction(score: Score) -> str:
    """Return in words which way a number is heavier."""
    if score.heavier == "higher":
        return _("Een hoger getal betekent hier: zwaarder.")
    return _("Een lager getal betekent hier: zwaarder.")


def numbers(then: Scene, now: Scene, *, renewed: bool) -> tuple[Numbers, ...]:
    """Return every score of now with its number of then."""
    return tuple(
        Numbers(
            score,
            *span(now.flow, score),
            then=told(then, score.id),
            now=told(now, score.id),
            renewed=renewed,
        )
        for score in now.flow.scores
    )


def is_about_equal(score: Score, least: int, most: int, then: int, now: int) -> bool:
    """Return whether a difference is too small to speak of: under a tenth of the scale.

    Our own rule, and never under two steps where several items count together: nobody published
    how large a change must be. An answer to a single question counts as it is.
    """
    if len(score.items) == 1:
        return then == now
    return abs(now - then) * LEAST_SHARE < (most - least) or abs(now - then) < FEW


def is_heavier(score: Score, then: int, now: int) -> bool:
    """Return whether the second number is the heavier one to live with."""
    return now > then if score.heavier == "higher" else now < then
