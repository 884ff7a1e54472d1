"""Bounds that hold for every page and every input of an editor."""

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from balans.directory.editing import importing
from balans.directory.editing.form import LINES, PARTS, field_name, form_of, read_form
from balans.directory.editing.four_eyes import set_four_eyes
from balans.directory.editing.tests.editors import (
    HOME,
    KAMPEN,
    ZWOLLE,
    anywhere,
    editor,
    offer,
    rights,
    typed,
)
from balans.directory.editing.tests.test_importing import lines

DORA, EVA = "dora@example.nl", "eva@example.nl"


@pytest.mark.django_db
def test_every_page_asks_the_database_at_most_eight_times(django_assert_max_num_queries):
    dora, eva = editor(DORA, ZWOLLE, KAMPEN), editor(EVA, ZWOLLE)
    there = offer(organisation="Welzijn")
    eva.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    set_four_eyes(municipality=ZWOLLE, wanted=True, by=rights(EVA).owner_id)
    eva.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="2", naam="Nog"))
    rows = [{}] * 40 + [{"telefoon": "x"}] * 40
    kept = importing.begin(data=lines(*rows), file_name="l", source="K", rights=rights(DORA))
    importing.work(kept.pk)
    for page in (
        *("", "?lijst=alles", "?zoek=inloop", "landelijk/", "vier-ogen/", "nieuw/", "inlezen/"),
        *("inlezen/uitleg/", f"inlezen/{kept.pk}/", f"inlezen/{kept.pk}/?soort=new"),
        *(f"{there.pk}/{each}/" for each in ("veranderen", "geschiedenis", "voorstel", "weghalen")),
        f"{there.pk}/",
    ):
        with django_assert_max_num_queries(8):
            assert dora.get(HOME + page).status_code == 200, page
    english = "/en/administration/help/"
    for page in ("", "national/", "four-eyes/", "new/", "import/", f"import/{kept.pk}/"):
        assert dora.get(english + page).status_code == 200, page


NAMES = [field_name(each) for each in (*PARTS.values(), *LINES.values(), "talen", "gratis")]
NAMES += [f"{each}-en" for each in NAMES[:7]]
NAMES += ["hulp-bij", "doelgroep", "manier", "gemeenten", "nagekeken-op", "overal", "open-rijen"]
NAMES += [f"open-{number}-{part}" for number in (0, 3, 20) for part in ("dag", "van", "tot")]
NAMES += [f"waar-{number}-{part}" for number in (0, 20) for part in ("name", "postcode", "city")]
TYPED = st.dictionaries(
    st.sampled_from(NAMES), st.lists(st.text(max_size=40), max_size=3), max_size=15
)


@given(TYPED, st.booleans())
def test_whatever_is_typed_is_an_offer_or_says_why_and_comes_back(fields, begins_good):
    form = QueryDict(mutable=True)
    for name, values in {**(typed() if begins_good else {}), **fields}.items():
        form.setlist(name, [values] if isinstance(values, str) else values)
    found = read_form(form, anywhere(), timezone.localdate())
    assert (found.record is None) == bool(found.errors)
    assert len(found.opening_rows) <= 21 and len(found.place_rows) <= 21
    assert all(each.text for each in found.summary)
    if found.record is not None:
        again = form_of(found.record, anywhere())
        kept = read_form(QueryDict(again.typed.urlencode()), anywhere(), timezone.localdate())
        assert kept.record == found.record
