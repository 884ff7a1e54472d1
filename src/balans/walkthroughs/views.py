"""A walk-through as pages: scene by scene, all on one page, and as a leaflet to print."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from balans.core.content import LANGUAGES
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.pages.middleware import public_page
from balans.questionnaires.content import Flow, catalogue
from balans.questionnaires.screen import flow_url
from balans.walkthroughs.content import Walkthrough, walkthrough
from balans.walkthroughs.printing import leaflet


@public_page
@require_safe
def first(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the first scene."""
    return _scene(request, slug, 1)


@public_page
@require_safe
def scene(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Show one scene: its picture, its words, and the way on."""
    if number == 1:
        return redirect("walkthroughs:first", slug, permanent=True)
    return _scene(request, slug, number)


def _scene(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    flow, walk = _at(slug)
    shown = next((each for each in walk.scenes if each.number == number), None)
    if shown is None:
        raise Http404
    _elsewhere(request, flow, "scene" if number > 1 else "first", *([number] if number > 1 else []))
    context = {
        **_frame(flow, walk),
        "scene": shown,
        "total": len(walk.scenes),
        "before": scene_url(flow, number - 1) if number > 1 else "",
        "after": scene_url(flow, number + 1) if number < len(walk.scenes) else "",
    }
    return render(request, "walkthroughs/scene.html", context)


@public_page
@require_safe
def whole(request: HttpRequest, slug: str) -> HttpResponse:
    """Show every scene on one page, to read at a glance or to print."""
    flow, walk = _at(slug)
    _elsewhere(request, flow, "whole")
    return render(request, "walkthroughs/whole.html", _frame(flow, walk))


@require_safe
def pdf(request: HttpRequest, slug: str) -> HttpResponse:
    """Give the walk-through as a leaflet."""
    flow, walk = _at(slug)
    name = reverse("walkthroughs:first", args=[slug]).strip("/").split("/")[-1]
    return pdf_response(leaflet(walk, flow), f"{slug}-{name}")


def scene_url(flow: Flow, number: int) -> str:
    """Return the address of a scene; the first has the shortest."""
    slug = flow.words.slug
    if number == 1:
        return reverse("walkthroughs:first", args=[slug])
    return reverse("walkthroughs:scene", args=[slug, number])


def _at(slug: str) -> tuple[Flow, Walkthrough]:
    language = page_language()
    flow = catalogue(language).by_slug(slug, "exercise")
    if flow is None:
        raise Http404
    try:
        return flow, walkthrough(flow.name, language)
    except KeyError:
        raise Http404 from None


def _frame(flow: Flow, walk: Walkthrough) -> dict[str, object]:
    return {
        "flow": flow,
        "walk": walk,
        "steps": ((flow.words.title, flow_url(flow, "introduction")),),
        "begin_url": flow_url(flow, "begin"),
        "first_url": reverse("walkthroughs:first", args=[flow.words.slug]),
        "whole_url": reverse("walkthroughs:whole", args=[flow.words.slug]),
        "pdf_url": reverse("walkthroughs:pdf", args=[flow.words.slug]),
    }


def _elsewhere(request: HttpRequest, flow: Flow, name: str, *rest: object) -> None:
    """Tell the page where it stands in every language: an exercise has a slug in each."""
    found = {}
    for language in LANGUAGES:
        slug = catalogue(language).newest(flow.name).words.slug
        with override(language):
            found[language] = reverse(f"walkthroughs:{name}", args=[slug, *rest])
    request.alternates = found  # type: ignore[attr-defined]
