"""Introductions, questions and what a person does with an attempt; outcomes: outcome_views."""

import uuid
from dataclasses import replace
from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.person import Person, person_for, person_of
from balans.accounts.place.profile import is_bereaved
from balans.accounts.space import require_space_for_words
from balans.core.calendar import CONTENT_TYPE, calendar_uid
from balans.core.files import file_response, pdf_response
from balans.core.language import page_language
from balans.core.references import refer_if_there
from balans.core.text import read_uuid
from balans.documents.pdf import render as render_pdf
from balans.pages.errors import session_expired
from balans.pages.middleware import public_page
from balans.questionnaires.actions import begin_attempt, erase_attempt, save_answers
from balans.questionnaires.content import ROOMS, Flow, catalogue, exercises, is_offered
from balans.questionnaires.journey import Journey, Scene, Step, parse_step, walk
from balans.questionnaires.kinds import MORE_LINES, Entered, Value
from balans.questionnaires.models import Attempt
from balans.questionnaires.outcome import calendar
from balans.questionnaires.paper import paper_document
from balans.questionnaires.screen import Opened, Place, StepScreen, alternates, remembered

BACK, SKIP, STOP = "terug", "overslaan", "stoppen"
CHECK = "antwoorden"


def flow_at(request: HttpRequest, slug: str) -> Flow:
    """Return the current questionnaire at an address, in the language of the page. Raise 404.

    The room of the address tells its kind: an exercise does not stand among the checks.
    """
    match = request.resolver_match
    kind = ROOMS[match.namespace if match else "questionnaires"]
    flow = catalogue(page_language()).by_slug(slug, kind)
    if flow is None:
        raise Http404
    return flow


def offered_at(request: HttpRequest, slug: str) -> Flow:
    """Return the questionnaire at an address when it can be begun. Raise 404."""
    flow = flow_at(request, slug)
    if not is_offered(flow.name):
        raise Http404
    return flow


def opened(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> Opened | None:
    """Return the person's attempt with its answers; None when it does not exist for this person.

    Somebody else's attempt, an erased one and one that never was are all the same here.
    """
    flow, person = flow_at(request, slug), person_of(request)
    attempts = Attempt.objects.visible_to(person).filter(pk=attempt_id, flow=flow.name)
    attempt = attempts.first()
    if attempt is None or person is None:
        return None
    begun_under = catalogue(flow.language).get(flow.name, attempt.version)
    answers = attempt.read_answers(person.vault)
    return Opened(
        person=person,
        attempt=attempt,
        slug=flow.words.slug,
        journey=walk(begun_under, answers),
    )


@public_page
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the exercises."""
    flows = exercises(page_language())
    context = {"flows": flows, "bereaved": is_bereaved(person_known(request))}
    return render(request, "questionnaires/index.html", context)


def person_known(request: HttpRequest) -> Person | None:
    """Return who is here; a visitor without a key costs no query."""
    return person_of(request) if settings.KEY_COOKIE in request.COOKIES else None


@public_page
@require_safe
def introduction(request: HttpRequest, slug: str) -> HttpResponse:
    """Say what the exercise brings, how long it takes and who sees it; offer to go on."""
    flow = flow_at(request, slug)
    request.alternates = alternates(  # type: ignore[attr-defined]
        flow, "introduction"
    )
    person = person_known(request)
    attempts = Attempt.objects.visible_to(person).filter(flow=flow.name).newest_first()
    context = {
        "flow": flow,
        "attempts": list(attempts[:5]),
        "days": settings.GUEST_DAYS,
        "bereaved": is_bereaved(person),
        "walkthrough": refer_if_there("walkthrough", flow.name, flow.language),
    }
    return render(request, "questionnaires/introduction.html", context)


@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the empty paper version as PDF."""
    flow = offered_at(request, slug)
    return pdf_response(render_pdf(paper_document(flow)), flow.words.slug)


def calendar_response(
    scene: Scene, *, thing_id: uuid.UUID, changed_at: datetime, name: str
) -> HttpResponse:
    """Return the check date of an attempt or a plan for one's own calendar.

    Raise Http404 when there is no date.
    """
    content = calendar(scene, uid=calendar_uid(thing_id), changed_at=changed_at)
    if content is None:
        raise Http404
    return file_response(content, CONTENT_TYPE, f"{name}.ics")


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask the first questions; the first answer makes the person and the attempt."""
    flow = offered_at(request, slug)
    journey = walk(flow, {})
    first = journey.steps[0]
    if request.method == "POST":
        return _begin_with(request, flow, journey, first)
    request.alternates = alternates(flow, "begin")  # type: ignore[attr-defined]
    person = person_known(request)
    offered = remembered(person, flow) if person else {}
    screen = StepScreen(journey=journey, step=first, slug=slug, new_id=str(uuid.uuid4()))
    return screen.response(request, {key: Entered(value=each) for key, each in offered.items()})


def _begin_with(request: HttpRequest, flow: Flow, journey: Journey, first: Step) -> HttpResponse:
    new_id = read_uuid(request.POST.get("_poging", "")) or uuid.uuid4()
    screen = StepScreen(journey=journey, step=first, slug=flow.words.slug, new_id=str(new_id))
    action = request.POST.get("_actie", "")
    if request.POST.get(MORE_LINES):
        return screen.again(request, {})
    values, errors = _posted(request, first, journey, action)
    if errors:
        return screen.again(request, errors)
    person = person_for(request)
    require_space_for_words(person)
    journey = walk(flow, values)
    attempt = begin_attempt(
        person=person, flow=flow, wanted_id=new_id, values=values, finished=journey.finished
    )
    place = Place(attempt=attempt, slug=flow.words.slug, journey=journey)
    return _onward(place, first, action)


@require_safe
def resume(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Go to where the person was: the first open question, or the outcome."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    return redirect(here.current_url())


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, slug: str, attempt_id: uuid.UUID, page: str) -> HttpResponse:
    """Ask the questions of one page, and keep what is answered."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    request.alternates = alternates(  # type: ignore[attr-defined]
        here.flow, "step", attempt_id=here.attempt.pk, page=page
    )
    return walk_step(request, here, page)


def walk_step(request: HttpRequest, here: Opened, page: str) -> HttpResponse:
    """Ask the questions of one page of an open attempt, and keep what is answered.

    Every address in it is that of `here`: a room whose addresses are other ones brings its own.
    """
    asked = here.journey.step(page)
    if asked is None:
        return redirect(f"{here.current_url()}?let-op=vraag")
    screen = StepScreen(
        journey=here.journey,
        step=asked,
        slug=here.slug,
        attempt=here.attempt,
        back_to=CHECK if _wants_check(request) else "",
    )
    if request.method == "POST":
        return _save_step(request, here, asked, screen)
    offered = remembered(here.person, here.flow) if asked == here.journey.current else {}
    known = here.journey.scene.answers
    entered = {
        question.id: Entered(value=known.get(question.id, offered.get(question.id)))
        for question in asked.questions
    }
    return screen.response(request, entered)


def _wants_check(request: HttpRequest) -> bool:
    return CHECK in (request.GET.get("naar"), request.POST.get("_naar"))


def _save_step(request: HttpRequest, here: Opened, asked: Step, screen: StepScreen) -> HttpResponse:
    action = request.POST.get("_actie", "")
    if request.POST.get(MORE_LINES):
        return screen.again(request, {})
    values, errors = _posted(request, asked, here.journey, action)
    if errors:
        return screen.again(request, errors)
    journey = walk(here.flow, {**here.journey.scene.answers, **values})
    save_answers(
        attempt=here.attempt,
        values=values,
        by=here.person,
        finished=journey.finished,
        known=(here.flow, here.journey.scene.answers),
    )
    if screen.back_to and journey.finished and action != BACK:
        return redirect(here.url("answers"))
    return _onward(replace(here, journey=journey), asked, action)


def _posted(
    request: HttpRequest, asked: Step, journey: Journey, action: str
) -> tuple[dict[str, Value], dict[str, str]]:
    """Return what to keep. Going back or stopping keeps what was typed, and skips nothing."""
    if action == SKIP:
        known = journey.scene.answers
        return {question.id: known.get(question.id) for question in asked.questions}, {}
    values, errors = parse_step(asked, request.POST, journey.scene)
    if action in (BACK, STOP):
        known = journey.scene.answers
        values = {key: each for key, each in values.items() if each is not None or key in known}
    return values, errors


def _onward(place: Place, asked: Step, action: str) -> HttpResponse:
    """Return the redirect to the page that comes next."""
    journey = place.journey
    if action == STOP:
        return redirect(place.stopped_url)
    if action == BACK:
        before = journey.before(asked) if asked in journey.steps else None
        return redirect(place.step_url(before) if before else place.url("resume"))
    known = next((each for each in journey.steps if each.id == asked.id), None)
    after = journey.after(known) if known else None
    if after is not None and journey.step(after.id) is not None:
        return redirect(place.step_url(after))
    return redirect(place.current_url())


@require_safe
def answers(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Show all answers, each with a way to change it."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    request.alternates = alternates(  # type: ignore[attr-defined]
        here.flow, "answers", attempt_id=here.attempt.pk
    )
    return render(request, "questionnaires/answers.html", {"here": here})


@csrf_protect
@require_http_methods(["GET", "HEAD", "POST"])
def erase(request: HttpRequest, slug: str, attempt_id: uuid.UUID) -> HttpResponse:
    """Ask once, then erase this one attempt."""
    here = opened(request, slug, attempt_id)
    if here is None:
        return session_expired(request)
    if request.method == "POST":
        erase_attempt(attempt=here.attempt, by=here.person)
        return redirect("accounts:mine")
    return render(request, "questionnaires/erase.html", {"here": here})
