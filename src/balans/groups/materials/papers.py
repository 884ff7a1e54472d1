"""Sheets that a group hands out: with its name and its organisation's logo, as PDF and as text."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from balans.documents.document import Document
from balans.documents.handout import Handout, render_handout
from balans.documents.pdf import render
from balans.documents.plaintext import listed, plain_text
from balans.groups.content import Handout as Sheet
from balans.groups.content import handouts
from balans.groups.materials.invitation import Invitation
from balans.groups.materials.printing import evaluation_document, plan_document
from balans.groups.sheets import EVALUATION, PLAN


@dataclass(frozen=True)
class Paper:
    """One sheet of a group, before it is drawn. Either `sheet` or `document` is there."""

    name: str
    slug: str
    title: str
    lead: str
    said: Invitation
    sheet: Sheet | None = None
    document: Document | None = None

    @property
    def text(self) -> str:
        """What stands on it, to copy, with who hands it out below it."""
        if self.document is not None:
            return plain_text(self.document)
        assert self.sheet is not None, "one of the two is there"
        told = (self.sheet.title, self.sheet.lead, listed(self.sheet.items), self.sheet.close)
        return "\n\n".join(each for each in (*told, giver(self.said)) if each)

    @property
    def pdf(self) -> bytes:
        if self.document is not None:
            return render(self.document)
        assert self.sheet is not None, "one of the two is there"
        return render_handout(_drawn(self.sheet, self.said))


def giver(said: Invitation) -> str:
    """Return who hands a sheet out: the group and its organisation."""
    return " · ".join(each for each in (said.title, said.organisation.organisatie) if each)


def papers(said: Invitation) -> dict[str, Paper]:
    """Return every sheet by its address, in the language of the materials."""
    return {each.slug: each for each in (*_sheets(said), *_documents(said))}


def _sheets(said: Invitation) -> Iterator[Paper]:
    for name, sheet in handouts(said.language).items():
        slug = sheet.slug(said.language)
        yield Paper(name, slug, sheet.title, sheet.lead, said, sheet=sheet)


def _documents(said: Invitation) -> Iterator[Paper]:
    plan, evaluation = plan_document(said), evaluation_document(said)
    yield Paper(PLAN, _("mijn-plan"), plan.title, plan.subtitle, said, document=plan)
    slug = _("evaluatie-op-papier")
    yield Paper(EVALUATION, slug, evaluation.title, evaluation.subtitle, said, document=evaluation)


def _drawn(sheet: Sheet, said: Invitation) -> Handout:
    return Handout(
        language=said.language,
        title=sheet.title,
        lead=sheet.lead,
        items=sheet.items,
        close=sheet.close,
        giver=giver(said),
        logo=said.logo,
    )
