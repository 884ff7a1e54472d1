"""The script of a meeting on paper: what to do and say, large enough to read from the table."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.directory.helplines import helplines
from balans.documents.document import (
    Block,
    Document,
    Heading,
    Helplines,
    Items,
    KeepTogether,
    Moment,
    Note,
    PageBreak,
    Paragraph,
    Spoken,
    Table,
)
from balans.groups.content import Script, Situation, Step
from balans.groups.saying import clock, say_day


def script_document(
    script: Script,
    starts_at: datetime | None = None,
    *,
    place: str = "",
    situations: Sequence[Situation] = (),
) -> Document:
    """Return a script to print; `situations` stand at its end, `place` under the title.

    With a beginning each step has its time on the clock of that day; without one the hours and
    minutes since the beginning ("0.05"), as in the manual. Pure: the same script gives the same
    paper. In the language that is active, which must be that of the script.
    """
    return Document(
        title=script.words.title,
        language=script.language,
        subtitle=script.words.summary,
        date_line="\n".join(each for each in (_when(script, starts_at), place) if each),
        blocks=(
            *_before(script),
            PageBreak(),
            _overview(script, starts_at),
            *_steps(script, starts_at),
            *_home(script),
            *_what_if(situations, script.language),
        ),
        footer=_("Draaiboek voor gespreksleiders"),
    )


def _when(script: Script, starts_at: datetime | None) -> str:
    if starts_at is None:
        return say_minutes(script.minutes)
    end = starts_at + timedelta(minutes=script.minutes)
    return _("%(day)s, van %(start)s tot %(end)s uur") % {
        "day": say_day(starts_at),
        "start": clock(starts_at),
        "end": clock(end),
    }


def say_minutes(minutes: int) -> str:
    """Return a length of time: "5 minuten"."""
    return ngettext("%(count)d minuut", "%(count)d minuten", minutes) % {"count": minutes}


def time_of(minute: int, starts_at: datetime | None) -> str:
    """Return when a step begins: on the clock, or since the beginning ("0.05").

    The clock follows the hours that pass, also in the night in which summer time begins.
    """
    if starts_at is None:
        return f"{minute // 60}.{minute % 60:02}"
    return clock(starts_at + timedelta(minutes=minute))


def _before(script: Script) -> Iterator[Block]:
    words = script.words
    yield Heading(_("Wat je wilt bereiken"))
    yield Paragraph(words.aim)
    yield Heading(_("Zo bereid je je voor"))
    yield Items(words.prepare, marks="check")
    yield Heading(_("Neem mee of leg klaar"))
    yield Items(words.materials, marks="check")


def _overview(script: Script, starts_at: datetime | None) -> Block:
    rows = tuple(
        (time_of(minute, starts_at), step.words.title, say_minutes(step.minutes))
        for minute, step in script.starts()
    )
    return Table(
        head=(_("Tijd"), _("Stap"), _("Hoe lang")), rows=rows, caption=_("Zo loopt deze keer")
    )


def _steps(script: Script, starts_at: datetime | None) -> Iterator[Block]:
    for minute, step in script.starts():
        yield Moment(
            time=time_of(minute, starts_at),
            title=step.words.title,
            aside=say_minutes(step.minutes),
            blocks=tuple(_step(step)),
        )


def _step(step: Step) -> Iterator[Block]:
    words = step.words
    yield Paragraph(words.do)
    if words.say:
        yield KeepTogether((Heading(_("Zeg"), level=3), Spoken(words.say)))
    if words.ask:
        yield KeepTogether((Heading(_("Vraag"), level=3), Items(words.ask)))
    if words.screen:
        yield Note(_("Op het scherm: %(words)s") % {"words": words.screen}, tone="sky")
    if words.tip:
        yield Note(_("Tip: %(words)s") % {"words": words.tip})
    if short := say_short(step):
        yield Paragraph(short, tone="soft")


def say_short(step: Step) -> str:
    """Return what may be done with a step when time is short; empty when it stays as it is."""
    said = _("Weinig tijd? %(words)s") % {"words": step.words.short} if step.words.short else ""
    skip = _("Deze stap mag je overslaan.") if step.skip else ""
    return " ".join(each for each in (said, skip) if each)


def _home(script: Script) -> Iterator[Block]:
    if script.words.home:
        yield KeepTogether(
            (Heading(_("Voor de volgende keer")), Spoken((script.words.home,))),
        )


def _what_if(situations: Sequence[Situation], language: str) -> Iterator[Block]:
    if not situations:
        return
    yield PageBreak()
    yield Heading(_("Wat als…"))
    for each in situations:
        yield Heading(each.title, level=3)
        yield from situation_blocks(each, language)


def situation_blocks(situation: Situation, language: str) -> Iterator[Block]:
    """Yield what to see, do and say in a situation, what not, and whom to call."""
    yield Paragraph(situation.see, tone="soft")
    lines = calls(situation, language)
    if lines and situation.is_urgent:
        yield Helplines(lines)
    yield Items(situation.do, ordered=True)
    yield Spoken(situation.say)
    if situation.avoid:
        yield Paragraph(_("Liever niet:"))
        yield Items(situation.avoid, marks="none")
    if lines and not situation.is_urgent:
        yield Helplines(lines)
    if situation.after:
        yield Note(_("Daarna: %(words)s") % {"words": situation.after}, tone="moss")


def calls(situation: Situation, language: str) -> tuple[tuple[str, str, str], ...]:
    """Return whom to call in a situation: name, number and hours."""
    known = helplines(language)
    found = (known[name] for name in situation.helplines if name in known)
    return tuple((each.name, each.phone, each.hours) for each in found)
