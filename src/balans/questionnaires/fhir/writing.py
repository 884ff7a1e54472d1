"""A questionnaire of ours as a FHIR Questionnaire."""

from collections.abc import Sequence

from django.utils.translation import override

from balans.questionnaires.content import Flow, Page
from balans.questionnaires.fhir.conditions import Enabled, enabled
from balans.questionnaires.fhir.items import item_of
from balans.questionnaires.fhir.naming import (
    BASE,
    canonical,
    computer_name,
    resource_id,
)
from balans.questionnaires.fhir.resources import Identifier, Item, Questionnaire
from balans.questionnaires.journey import Scene

PUBLISHER = "MantelzorgBalans"


def questionnaire_of(flow: Flow) -> Questionnaire:
    """Return a questionnaire in its language, at its version."""
    with override(flow.language):
        return _questionnaire(flow)


def _questionnaire(flow: Flow) -> Questionnaire:
    scene = Scene(flow=flow, answers={})
    words = flow.words
    return Questionnaire(
        id=resource_id(flow.name, flow.version),
        language=flow.language,
        url=canonical(flow.name),
        identifier=(Identifier(system=f"{BASE}/NamingSystem/questionnaire", value=flow.name),),
        version=str(flow.version),
        name=computer_name(flow.name),
        title=words.title,
        status="active",
        date=flow.reviewed.isoformat(),
        publisher=PUBLISHER,
        description=words.summary,
        purpose=scene.fill(words.lead),
        copyright="\n\n".join(_rights(flow)),
        item=tuple(_page(page, flow) for page in flow.pages),
    )


def _rights(flow: Flow) -> Sequence[str]:
    """Return who made it, what may be done with it, and what to cite."""
    if flow.instrument is None:
        return [f"CC BY 4.0, {PUBLISHER}.", *flow.sources]
    instrument = flow.instrument
    said = [instrument.copyright, instrument.words.rights, instrument.words.wording]
    return [each for each in (*said, *instrument.citation) if each]


def _page(page: Page, flow: Flow) -> Item:
    """Return a page as a group; a single question without a heading stands by itself."""
    scene = Scene(flow=flow, answers={})
    title, text = scene.fill(page.words.title), scene.fill(page.words.text)
    if len(page.questions) == 1 and not title and not text:
        (question,) = page.questions
        return _enabled(item_of(question, flow), enabled((*page.when, *question.when), flow))
    link_id = page_link(page, flow)
    opening = (Item(link_id=f"{link_id}.text", type="display", text=text),) if text else ()
    asked = (_enabled(item_of(each, flow), enabled(each.when, flow)) for each in page.questions)
    group = Item(link_id=link_id, type="group", text=title or None, item=(*opening, *asked))
    return _enabled(group, enabled(page.when, flow))


def page_link(page: Page, flow: Flow) -> str:
    """Return the linkId of a page: its id, unless a question has the same."""
    return f"{page.id}.page" if flow.question(page.id) else page.id


def _enabled(item: Item, said: Enabled) -> Item:
    return item.model_copy(
        update={
            "extension": (*(item.extension or ()), *(said.extension or ())) or None,
            "enable_when": said.when,
            "enable_behavior": said.behaviour,
        }
    )
