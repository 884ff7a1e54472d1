"""Own scripts on Mijn plek and in a parcel, with their history."""

import uuid
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from pydantic import Field

from balans.accounts.belongings import Belonging, Trace
from balans.accounts.parcel import Moment, Section
from balans.accounts.person import Person
from balans.accounts.staff.models import Role
from balans.core.content import LANGUAGES, Content
from balans.groups.content import Script, scripts
from balans.groups.models import ScriptVersion
from balans.groups.paper import say_minutes
from balans.groups.scripts.draft import draft_of, problems, script_of
from balans.groups.scripts.own import Own, bring_back_own, newest_versions, own_scripts_of
from balans.groups.scripts.views import script_paper

MARK, MOST_VERSIONS = "script", 500


class TakenVersion(Content):
    """An own script as it was at some time, as a parcel holds it."""

    saved_at: Moment
    script: Script


class TakenScript(Content):
    """An own script with its versions, the oldest first, as a parcel holds it."""

    id: uuid.UUID
    versions: tuple[TakenVersion, ...] = Field(min_length=1, max_length=MOST_VERSIONS)


def scripts_of(person: Person) -> list[Trace]:
    """Return a trace of every own script, for who leads groups here: their pages open for them.

    One query, for who did the second step.
    """
    if person.slot.second_step_at is None:
        return []
    return [
        Trace(when=each.script.changed_at, show=partial(_shown, each, person), mark=MARK)
        for each in newest_versions().filter(
            script__owner=person.owner, script__owner__roles__name=Role.Name.FACILITATOR
        )
    ]


def _shown(newest: ScriptVersion, person: Person) -> Belonging:
    kept, title = newest.script, newest.read(person.vault).words.title
    return Belonging(
        title=_("Draaiboek: %(title)s") % {"title": title},
        when=kept.changed_at,
        state=_("Van jezelf"),
        href=reverse("groups:own_script", args=[kept.pk]),
        action=_("Bekijk het draaiboek"),
        pdf_href=reverse("groups:own_script_pdf", args=[kept.pk]),
        erase_href=reverse("groups:own_script_erase", args=[kept.pk]),
    )


def take(person: Person) -> Iterator[TakenScript]:
    """Yield every own script as data, its newest versions when there are very many."""
    rows = ScriptVersion.objects.filter(script__owner=person.owner).order_by("script", "-number")
    for script_id, versions in groupby(rows, key=lambda each: each.script_id):
        newest = [
            TakenVersion(saved_at=each.saved_at, script=each.read(person.vault))
            for _number, each in zip(range(MOST_VERSIONS), versions, strict=False)
        ]
        yield TakenScript(id=script_id, versions=tuple(newest[::-1]))


def sections(person: Person) -> list[Section]:
    """Return every own script as a person reads it, as it is now."""
    return [
        Section(
            title=_("Draaiboek: %(title)s") % {"title": own.title},
            when=own.version.saved_at,
            rows=tuple(_rows(own.script)),
            paper=_paper_name(own),
        )
        for own in own_scripts_of(person)
    ]


def _rows(script: Script) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _("Wat je wilt bereiken"), (script.words.aim,)
    for step in script.steps:
        words = step.words
        said = (words.do, *words.say, *words.ask, words.screen, words.tip, words.short)
        label = f"{words.title} ({say_minutes(step.minutes)})"
        yield label, tuple(each for each in said if each)


def papers(person: Person) -> Iterator[tuple[str, bytes]]:
    """Yield every own script as PDF, with its path in the parcel."""
    for own in own_scripts_of(person):
        with override(own.kept.language):
            yield _paper_name(own), script_paper(own.script)


def _paper_name(own: Own) -> str:
    day = timezone.localdate(own.version.saved_at).isoformat()
    return f"pdf/draaiboek-{day}-{own.kept.pk.hex[:6]}.pdf"


def bring_back(person: Person, taken: Sequence[TakenScript]) -> int:
    """Put own scripts back; return how many were not here. What could not be ours is left out."""
    count = 0
    for each in taken:
        versions = [
            (fitting, version.saved_at)
            for version in each.versions
            if (fitting := _fitting(version.script)) is not None
        ]
        if versions:
            count += bring_back_own(person=person, versions=versions, wanted_id=each.id)
    return count


def _fitting(script: Script) -> Script | None:
    """Return a script as the form would have kept it; None for one that no form could make."""
    draft = draft_of(script)
    if script.language not in LANGUAGES or problems(draft):
        return None
    ours = scripts(script.language).get(script.name)
    if ours is None:
        return None
    kept = script_of(draft, ours)
    return kept.model_copy(update={"reviewed": min(script.reviewed, timezone.localdate())})
