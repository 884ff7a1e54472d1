"""A list that somebody of ill will made, and lists beside one another."""

import pytest

from balans.directory.editing import carrying_out, importing
from balans.directory.editing.models import Import
from balans.directory.editing.reading.columns import COLUMNS
from balans.directory.editing.tests.editors import HOME, KAMPEN, ZWOLLE, editor, offer, typed
from balans.directory.editing.tests.test_importing import done, lines, read
from balans.directory.models import LocalOffer

pytestmark = pytest.mark.django_db
DORA, GIJS = "dora@example.nl", "gijs@example.nl"
TRICK = "\"><script>alert(1)</script><img src=x onerror='alert(1)'>{{7*7}}{% now %}"
TEXTS = [
    *("naam", "organisatie", "omschrijving", "eerste stap", "wat je kunt verwachten", "kosten"),
    *("voor wie", "uren in woorden", "locatie", "straat", "plaats", "nagekeken door", "talen"),
    *("naam en", "omschrijving en", "eerste stap en", "id"),
]


def test_nothing_in_a_list_becomes_a_script(anna):
    row = {each.name: "" for each in COLUMNS} | dict.fromkeys(TEXTS, TRICK)
    row |= {"hulp bij": "praten", "gemeenten": "Zwolle"}
    header = tuple(each.name for each in COLUMNS)
    bad = {each.name: TRICK for each in COLUMNS} | {"id": f"{TRICK}2"}
    kept = read(lines(row, bad, header=header))
    dora = editor(DORA, ZWOLLE)
    pages = [dora.get(f"{HOME}inlezen/{kept.pk}/{query}") for query in ("", "?soort=new")]
    done(kept, leave_out=True)
    made = LocalOffer.objects.get()
    own = f"{HOME}{made.pk}/"
    for each in ("", f"inlezen/{kept.pk}/", "inlezen/", "?lijst=alles", f"?zoek={TRICK}"):
        pages.append(dora.get(HOME + each))
    pages += [dora.get(own + each) for each in ("", "geschiedenis/", "veranderen/", "weghalen/")]
    public = (f"/hulp/bij-jou/{made.pk}/", f"/en/help/near-you/{made.pk}/", "/hulp/aanbod/")
    anna.get("/hulp/?plaats=Zwolle")
    pages += [anna.get(each) for each in (*public, f"/hulp/bij-jou/{made.pk}/klopt-niet/")]
    seen = 0
    for page in pages:
        text = page.content.decode()
        assert "<script>alert" not in text and "<img src=x" not in text
        seen += "&lt;script&gt;alert(1)" in text
    assert seen > 8
    assert anna.get(f"/hulp/bij-jou/{made.pk}/pdf/").status_code in (200, 404)


def test_no_address_lets_an_editor_change_an_offer_of_elsewhere():
    gijs, there = editor(GIJS, KAMPEN), offer()
    both = offer("Beide", areas=(ZWOLLE, KAMPEN))
    land = offer("Land", areas=())
    for each in (there, both, land):
        own = f"{HOME}{each.pk}/"
        gijs.post(f"{HOME}klopt/", {"aanbod": [str(each.pk)]})
        gijs.post(f"{HOME}klopt/een/", {"een": str(each.pk)})
        gijs.post(f"{HOME}voorstellen/", {"aanbod": [str(each.pk)]})
        taken = typed(doen="zichtbaar", versie="1", gemeenten=[KAMPEN])
        for path, data in (
            ("veranderen/", taken),
            ("weghalen/", {}),
            ("terughalen/", {}),
            ("geschiedenis/", {"versie": "1"}),
            ("voorstel/", {"doen": "overnemen"}),
        ):
            assert gijs.post(own + path, data).status_code == 404, path
        each.refresh_from_db()
        assert each.number == 1


@pytest.mark.parametrize("areas", [[ZWOLLE], [KAMPEN, ZWOLLE], [], ["heel nederland"], ["*"]])
def test_areas_are_not_widened_by_what_is_posted(areas):
    gijs = editor(GIJS, KAMPEN)
    page = gijs.post(f"{HOME}nieuw/", typed(doen="zichtbaar", gemeenten=areas, overal="ja"))
    assert page.status_code == 422
    assert not LocalOffer.objects.exists()


def test_a_list_gives_no_municipality_of_others_by_default():
    gijs = editor(GIJS, KAMPEN)
    from django.core.files.uploadedfile import SimpleUploadedFile

    file = SimpleUploadedFile("l.csv", lines({"gemeenten": ""}))
    data = {"bestand": file, "bron": "K", "gemeenten": [ZWOLLE]}
    where = gijs.post(f"{HOME}inlezen/", data).url
    kept = Import.objects.get()
    importing.work(kept.pk)
    gijs.post(where, {"doen": "doorvoeren"})
    importing.work(kept.pk)
    assert LocalOffer.objects.get().as_record().areas == (KAMPEN,)


def test_two_lists_of_one_name_at_the_same_time_make_no_offer_twice(monkeypatch):
    first, second = read(lines({}, {})), read(lines({}, {}, {}))
    assert first.counts == {"new": 2} and second.counts == {"new": 3}
    monkeypatch.setattr(carrying_out, "APPLY_AT_ONCE", 1)
    real = carrying_out._apply_some

    def other_first(kept, *given):
        if kept.pk == first.pk and LocalOffer.objects.count() == 1:
            monkeypatch.setattr(carrying_out, "_apply_some", real)
            done(second)
        return real(kept, *given)

    monkeypatch.setattr(carrying_out, "_apply_some", other_first)
    first = done(first)
    second.refresh_from_db()
    assert LocalOffer.objects.count() == 3
    assert (first.counts["late"], second.counts["late"]) == (1, 1)
