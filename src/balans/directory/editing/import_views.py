"""Bringing a list of offers: upload, columns, what it would do, carrying out, undoing."""

import csv
import io
import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from balans.accounts.staff.areas import short_names
from balans.core.files import CSV, file_response
from balans.core.uploads import Limits, Upload, takes
from balans.directory import words
from balans.directory.editing import importing, labels
from balans.directory.editing.form import OfferForm
from balans.directory.editing.import_pages import RowShown, shown_rows, step_of
from balans.directory.editing.models import Import, ImportRow
from balans.directory.editing.reading.columns import COLUMNS, NAMES
from balans.directory.editing.reading.decoding import MOST_BYTES
from balans.directory.editing.reading.problems import CannotRead
from balans.directory.editing.rights import Rights, editing_view
from balans.directory.editing.wording import say_file
from balans.directory.models import LocalOffer
from balans.directory.municipalities import municipalities
from balans.directory.needs import needs
from balans.ui.types import Choice, Error

GET_OR_POST = ["GET", "HEAD", "POST"]
ON_A_PAGE = 50
MOST_NEEDS = 5
REFRESH_SECONDS = 3


def _visible(rights: Rights) -> list[Import]:
    """Return the imports whose municipalities lie within the editor's, the newest first."""
    found = Import.objects.defer("sealed", "plan").order_by("-at")[:200]
    return [each for each in found if rights.cover(each.areas)]


def _find(import_id: uuid.UUID, rights: Rights) -> Import:
    found = Import.objects.defer("sealed").filter(pk=import_id).first()
    if found is None or not rights.cover(found.areas):
        raise Http404
    return found


@takes(Limits(one=MOST_BYTES, together=MOST_BYTES + 1_000_000))
@editing_view
@require_http_methods(GET_OR_POST)
def index(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Show the lists that were brought, and take in another."""
    errors: list[Error] = []
    if request.method == "POST":
        made = _begun(request, rights, errors)
        if made is not None:
            return redirect("editing:import", import_id=made.pk)
    form = OfferForm(request.POST, rights)
    found = _visible(rights)
    names = short_names(each.by for each in found if each.by)
    context = {
        "imports": [(each, names.get(each.by, "") if each.by else "") for each in found],
        "form": form,
        "errors": errors,
        "wrong": {each.field_id.removeprefix("id_"): each.text for each in errors},
        "source": request.POST.get("bron", ""),
        "states": _states(request.POST.get("zichtbaar", "")),
        "needs": form.need_groups,
        "areas": form.area_choices,
    }
    return render(request, "directory/editing/imports.html", context, status=422 if errors else 200)


def _states(chosen: str) -> list[Choice]:
    return [
        Choice("ja", _("Meteen zichtbaar"), "", chosen != "nee"),
        Choice(
            "nee", _("Eerst als concept"), _("Je maakt ze daarna zelf zichtbaar."), chosen == "nee"
        ),
    ]


def _begun(request: HttpRequest, rights: Rights, errors: list[Error]) -> Import | None:
    source = " ".join(request.POST.get("bron", "").replace("\0", "").split())[:80]
    if not source:
        errors.append(Error("id_bron", _("Geef de lijst een naam.")))
    upload = request.FILES.get("bestand")
    if upload is None or not upload.name:
        errors.append(Error("id_bestand", _("Kies een bestand.")))
    elif isinstance(upload, Upload) and upload.refused:
        code = "too_large" if upload.refused in ("large", "together") else "broken"
        errors.append(Error("id_bestand", say_file(code)))
    if errors or upload is None:
        return None
    try:
        return importing.begin(
            data=upload.read(),
            file_name=upload.name or "",
            source=source,
            rights=rights,
            needs=[each for each in request.POST.getlist("hulp-bij") if each in needs("nl")][
                :MOST_NEEDS
            ],
            areas=_default_areas(request, rights),
            state=_wanted_state(request),
        )
    except CannotRead as error:
        errors.append(Error("id_bestand", say_file(error.code, error.hint)))
        return None


def _wanted_state(request: HttpRequest) -> LocalOffer.State:
    is_draft = request.POST.get("zichtbaar") == "nee"
    return LocalOffer.State.DRAFT if is_draft else LocalOffer.State.PUBLISHED


def _default_areas(request: HttpRequest, rights: Rights) -> list[str]:
    """Return the municipalities for rows that name none; of who has one, that one."""
    chosen = [
        each
        for each in request.POST.getlist("gemeenten")
        if each in municipalities() and rights.may_change([each])
    ]
    only = list(rights.slugs) if len(rights.slugs) == 1 and not rights.everywhere else []
    return chosen or only


@editing_view
@require_http_methods(GET_OR_POST)
def one(request: HttpRequest, rights: Rights, import_id: uuid.UUID) -> HttpResponse:
    """Show how far a list is, and what it would do; do the next step."""
    found = _find(import_id, rights)
    if request.method == "POST":
        return _posted(request, found, rights)
    return _page(request, found)


def _posted(request: HttpRequest, found: Import, rights: Rights) -> HttpResponse:
    wanted = request.POST.get("doen", "")
    if wanted == "kolommen" and found.state == Import.State.COLUMNS:
        columns, errors = _columns(request, found)
        if errors:
            return _page(request, found, columns=columns, errors=errors)
        importing.choose_columns(found, columns)
    elif wanted == "doorvoeren":
        leave_out = request.POST.get("zonder") == "ja"
        if found.counts.get(ImportRow.Kind.ERROR) and not leave_out:
            error = Error(
                "id_zonder", _("Er zijn nog regels met een fout. Vink aan dat je die overslaat.")
            )
            return _page(request, found, errors=[error])
        importing.carry_out(found, leave_out=leave_out, by=rights.owner_id)
    elif wanted == "terug":
        importing.undo(found, by=rights.owner_id)
    elif wanted == "weg":
        importing.throw_away(found)
        return redirect("editing:imports")
    return redirect("editing:import", import_id=found.pk)


def _columns(request: HttpRequest, found: Import) -> tuple[tuple[str, ...], list[Error]]:
    """Return the column that was chosen for each cell of the header, and what is wrong."""
    header, errors = importing.plan_of(found).header, []
    chosen = tuple(request.POST.get(f"kolom-{place}", "") for place in range(len(header)))
    columns = tuple(each if each in NAMES else "" for each in chosen)
    if "naam" not in columns:
        errors.append(Error("id_kolom-0", _("Zeg in welke kolom de naam staat.")))
    for place, each in enumerate(columns):
        if each and each in columns[:place]:
            said = _("“%(name)s” is twee keer gekozen.") % {"name": each}
            errors.append(Error(f"id_kolom-{place}", said))
    return columns, errors


def _page(
    request: HttpRequest,
    found: Import,
    *,
    columns: tuple[str, ...] | None = None,
    errors: list[Error] | None = None,
) -> HttpResponse:
    plan = importing.plan_of(found)
    kind = request.GET.get("soort", "")
    rows: list[RowShown] = []
    context: dict[str, Any] = {
        "found": found,
        "plan": plan,
        "step": step_of(found),
        "errors": errors or [],
        "names": NAMES,
        "defaults": {
            "needs": labels.need_words(plan.needs) if plan.needs else "",
            "areas": labels.area_words(plan.areas) if plan.areas else "",
        },
        "trouble": say_file(found.trouble, found.hint) if found.trouble else "",
    }
    if found.state == Import.State.COLUMNS:
        context["columns"] = _column_rows(plan, columns or plan.columns)
    else:
        kinds = [each for each in ImportRow.Kind if found.counts.get(each)]
        shown = kind if kind in kinds else (kinds[0] if kinds else "")
        if ImportRow.Kind.ERROR in kinds and not kind:
            shown = ImportRow.Kind.ERROR
        page = Paginator(
            found.rows.filter(kind=shown).select_related("offer").order_by("line", "pk"), ON_A_PAGE
        ).get_page(request.GET.get("blad", "1"))
        rows = shown_rows(page.object_list)
        context |= {"rows": rows, "page_of_rows": page, "kind": shown}
        context["row_query"] = f"soort={shown}&"
        context["kinds"] = [(k.value, k.label, found.counts.get(k, 0)) for k in kinds]
    status = 422 if errors else 200
    response = render(request, "directory/editing/import.html", context, status=status)
    if context["step"] == "busy":
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


def _column_rows(plan: importing.Plan, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    return [
        {
            "place": place,
            "name": name,
            "chosen": columns[place] if place < len(columns) else "",
            "samples": [row[place] for row in plan.samples if place < len(row) and row[place]],
        }
        for place, name in enumerate(plan.header)
    ]


@editing_view
@require_safe
def explained(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Say what a list can hold, column by column."""
    context = {
        "columns": COLUMNS,
        "needs": OfferForm(request.GET, rights).need_groups,
        "audiences": words.audiences(),
        "ways": words.ways(),
    }
    return render(request, "directory/editing/explained.html", context)


@editing_view
@require_safe
def template(request: HttpRequest, rights: Rights) -> HttpResponse:
    """Give an example of a list: every column, and one row. As Dutch spreadsheets open it."""
    file = io.StringIO(newline="")
    rows = csv.writer(file, delimiter=";")
    rows.writerow([each.name for each in COLUMNS])
    rows.writerow([each.example for each in COLUMNS])
    return file_response(file.getvalue().encode("utf-8-sig"), CSV, "aanbod.csv")
