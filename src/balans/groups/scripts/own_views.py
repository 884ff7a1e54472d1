"""A facilitator's own scripts: the list, one of them, on paper, made, copied, erased."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from balans.accounts.person import Person, person_of
from balans.accounts.staff.guard import staff_view
from balans.core.files import pdf_response
from balans.core.language import page_language
from balans.core.references import refer_if_there
from balans.groups import pointing
from balans.groups.content import Script, scripts
from balans.groups.paper import say_minutes
from balans.groups.scripts.draft import MOST_TITLE_SIGNS
from balans.groups.scripts.own import (
    Own,
    erase_own,
    make_own,
    own_script,
    own_scripts_of,
    save_version,
)
from balans.groups.scripts.showing import place_of, shown
from balans.groups.scripts.views import called, script_paper

FACILITATOR = "facilitator"
GET_OR_POST = ["GET", "HEAD", "POST"]


def facilitator(request: HttpRequest) -> Person:
    """Return who is here; behind the door of staff there is always somebody."""
    person = person_of(request)
    if person is None:
        raise Http404
    return person


def one(request: HttpRequest, script_id: uuid.UUID) -> Own:
    """Return an own script of who is here. Raise Http404 for somebody else's."""
    kept = own_script(facilitator(request), script_id)
    if kept is None:
        raise Http404
    return kept


def trail(own: Own | None = None) -> tuple[tuple[str, str], ...]:
    """Return where a page stands: below the scripts, below the own ones, below this one."""
    steps = ((_("Draaiboeken"), reverse("groups:scripts")),)
    if own is None:
        return steps
    mine = (_("Mijn draaiboeken"), reverse("groups:own_scripts"))
    return (*steps, mine, (own.title, reverse("groups:own_script", args=[own.kept.pk])))


@staff_view(FACILITATOR)
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show the own scripts, and ours to make one from."""
    language = page_language()
    context = {
        "owns": [
            (each, say_minutes(each.script.minutes))
            for each in own_scripts_of(facilitator(request))
        ],
        "ours": [
            (place_of(each), each, each.slug(language)) for each in scripts(language).values()
        ],
        "steps": trail(),
    }
    return render(request, "groups/own_scripts.html", context)


@staff_view(FACILITATOR)
@csrf_protect
@require_http_methods(GET_OR_POST)
def make(request: HttpRequest, slug: str) -> HttpResponse:
    """Make an own script from one of ours, after asking; it can be changed at once."""
    ours = called(scripts, slug)
    if request.method == "POST":
        kept = make_own(person=facilitator(request), script=ours)
        return redirect("groups:own_script_change", script_id=kept.pk)
    context = {"ours": ours, "length": say_minutes(ours.minutes), "steps": trail()}
    return render(request, "groups/own_script_make.html", context)


@staff_view(FACILITATOR)
@require_safe
def script(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Show an own script as it is now; say quietly when ours changed since."""
    own = one(request, script_id)
    context = {
        "own": own,
        "shown": shown(own.script),
        "origin": refer_if_there("script", own.kept.made_from, own.kept.language),
        "situations": [pointing.situation(n, page_language()) for n in _situation_names()],
        "steps": trail(own)[:-1],
    }
    return render(request, "groups/own_script.html", context)


def _situation_names() -> list[str]:
    return list(pointing.KINDS["situation"].names())


@staff_view(FACILITATOR)
@require_safe
def script_pdf(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Give an own script on paper, in its own language."""
    own = one(request, script_id)
    with override(own.kept.language):
        made, name = script_paper(own.script), _("draaiboek")
    return pdf_response(made, name)


@staff_view(FACILITATOR)
@csrf_protect
@require_POST
def copy(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Make an own script from an own one, as it is now."""
    own = one(request, script_id)
    kept = make_own(person=facilitator(request), script=_as_copy(own.script))
    return redirect("groups:own_script_change", script_id=kept.pk)


def _as_copy(script: Script) -> Script:
    title = _("%(title)s, kopie") % {"title": script.words.title}
    words = script.words.model_copy(update={"title": title[:MOST_TITLE_SIGNS]})
    return script.model_copy(update={"words": words})


@staff_view(FACILITATOR)
@csrf_protect
@require_POST
def seen(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Note that its maker saw what changed in ours, so that the remark goes."""
    own = one(request, script_id)
    if own.ours is not None and own.is_behind:
        script = own.script.model_copy(update={"reviewed": own.ours.reviewed})
        person = facilitator(request)
        save_version(person=person, kept=own.kept, script=script, seen=own.version.number)
    return redirect("groups:own_script", script_id=own.kept.pk)


@staff_view(FACILITATOR)
@csrf_protect
@require_http_methods(GET_OR_POST)
def erase(request: HttpRequest, script_id: uuid.UUID) -> HttpResponse:
    """Erase an own script with its history, after asking once."""
    own = one(request, script_id)
    if request.method == "POST":
        erase_own(kept=own.kept)
        return redirect("groups:own_scripts")
    return render(request, "groups/own_script_erase.html", {"own": own, "steps": trail(own)})
