"""Imports by whom they may be: rights taken in the middle, four eyes, and no row done twice."""

import pytest
from django.utils import timezone

from balans.accounts.staff.areas import take_area
from balans.directory.editing import carrying_out, importing, undoing
from balans.directory.editing.four_eyes import accept, set_four_eyes
from balans.directory.editing.models import Import, ImportRow, Proposal
from balans.directory.editing.tests.editors import HOME, KAMPEN, ZWOLLE, editor, offer, rights
from balans.directory.editing.tests.test_importing import done, lines, read, undone
from balans.directory.models import LocalOffer, OfferVersion

pytestmark = pytest.mark.django_db
DORA, EVA = "dora@example.nl", "eva@example.nl"
State, Step = LocalOffer.State, Import.State


@pytest.fixture
def dora():
    return editor(DORA, ZWOLLE)


@pytest.fixture
def eva():
    return editor(EVA, ZWOLLE)


def carry_out(kept: Import, client) -> Import:
    client.post(f"{HOME}inlezen/{kept.pk}/", {"doen": "doorvoeren"})
    return worked(kept)


def put_back(kept: Import, client) -> Import:
    client.post(f"{HOME}inlezen/{kept.pk}/", {"doen": "terug"})
    return worked(kept)


def worked(kept: Import) -> Import:
    importing.work(kept.pk)
    kept.refresh_from_db()
    return kept


def wish() -> None:
    set_four_eyes(municipality=ZWOLLE, wanted=True, by=None)


def test_a_right_that_is_taken_in_the_middle_stops_the_list(dora, monkeypatch):
    monkeypatch.setattr(carrying_out, "APPLY_AT_ONCE", 2)
    real, calls = carrying_out._apply_some, []

    def after_one(*given):
        if calls:
            pytest.fail("a batch was carried out without the right")
        calls.append(1)
        counts = real(*given)
        take_area(address=DORA, municipality=ZWOLLE)
        return counts

    monkeypatch.setattr(carrying_out, "_apply_some", after_one)
    kept = carry_out(read(lines({}, {}, {}), rights(DORA)), dora)
    assert (kept.state, kept.trouble) == (Step.DONE, "rights")
    assert LocalOffer.objects.count() == 2
    assert kept.rows.get().kind == ImportRow.Kind.ERROR and kept.counts["error"] == 1
    assert dora.get(f"{HOME}inlezen/{kept.pk}/").status_code in (200, 404)


def test_a_colleague_sees_why_a_list_stopped(dora, eva):
    kept = read(lines({}), rights(DORA))
    dora.post(f"{HOME}inlezen/{kept.pk}/", {"doen": "doorvoeren"})
    take_area(address=DORA, municipality=ZWOLLE)
    worked(kept)
    assert LocalOffer.objects.count() == 0
    text = eva.get(f"{HOME}inlezen/{kept.pk}/").content.decode()
    assert "We zijn gestopt" in text and "Niet gedaan" in text


def test_a_right_that_is_taken_stops_putting_back(dora):
    kept = carry_out(read(lines({}), rights(DORA)), dora)
    dora.post(f"{HOME}inlezen/{kept.pk}/", {"doen": "terug"})
    take_area(address=DORA, municipality=ZWOLLE)
    assert (worked(kept).state, kept.trouble) == (Step.DONE, "rights")
    assert LocalOffer.objects.get().state == State.PUBLISHED


def test_history_names_who_put_a_list_back(dora, eva):
    kept = put_back(carry_out(read(lines({}), rights(DORA)), dora), eva)
    by = dict(OfferVersion.objects.values_list("why", "by"))
    assert by == {"imported": rights(DORA).owner_id, "undone": rights(EVA).owner_id}
    assert kept.state == Step.UNDONE


def test_where_four_eyes_are_wished_putting_a_list_back_waits(dora, eva):
    there = offer("Eerst")
    kept = carry_out(read(lines({}, {"id": str(there.pk), "naam": "Anders"}), rights(DORA)), dora)
    wish()
    kept = put_back(kept, dora)
    assert (kept.state, kept.counts["back"], kept.counts["back_proposed"]) == (Step.UNDONE, 0, 2)
    assert set(LocalOffer.objects.values_list("state", flat=True)) == {State.PUBLISHED}
    assert "Wacht op een tweede paar ogen" in dora.get(f"{HOME}inlezen/{kept.pk}/").content.decode()
    for each in Proposal.objects.waiting():
        accept(proposal=each, rights=rights(EVA))
    there.refresh_from_db()
    made = LocalOffer.objects.exclude(pk=there.pk).get()
    assert (there.title, there.state, made.state) == ("Eerst", State.PUBLISHED, State.RETIRED)


def test_what_a_colleague_agreed_to_is_put_back_to_before_the_list(dora, eva, monkeypatch):
    monkeypatch.setattr(undoing, "APPLY_AT_ONCE", 1)
    wish()
    kept = carry_out(read(lines({}, {}), rights(DORA)), dora)
    for each in Proposal.objects.waiting():
        accept(proposal=each, rights=rights(EVA))
    set_four_eyes(municipality=ZWOLLE, wanted=False, by=None)
    kept = put_back(kept, dora)
    assert set(LocalOffer.objects.values_list("state", flat=True)) == {State.RETIRED}
    assert (kept.counts["back"], kept.counts["changed_since"]) == (2, 0)


def test_an_offer_named_by_the_number_of_the_list_and_by_ours_is_wrong(dora):
    done(read(lines({"id": "zw-1"})))
    made = LocalOffer.objects.get()
    kept = read(lines({"id": "zw-1", "naam": "Een"}, {"id": str(made.pk), "naam": "Twee"}))
    assert [each["code"] for each in kept.rows.get(kind="error").notes] == ["twice"]
    assert done(kept, leave_out=True).state == Step.DONE
    made.refresh_from_db()
    assert made.title == "Een"


@pytest.mark.parametrize("other", ["a\0", "a\x07", " a ", "a\r\n"])
def test_numbers_that_become_the_same_are_the_same(other):
    service = {"attributes": [{"value": "praten"}], "phones": [{"number": "0381234567"}]}
    service |= {"service_areas": [{"name": "Zwolle"}]}
    import json

    data = [service | {"id": "a", "name": "Een"}, service | {"id": other, "name": "Twee"}]
    kept = read(json.dumps(data).encode())
    assert kept.counts == {"error": 2}


def test_work_that_breaks_off_again_and_again_ends(monkeypatch):
    kept = read(lines({}))

    def broken(*_given):
        raise RuntimeError

    monkeypatch.setattr(carrying_out, "_apply_some", broken)
    importing.carry_out(kept, leave_out=False)
    for _each in range(importing.MOST_TRIES):
        Import.objects.update(claimed_at=None)
        worked(kept)
    assert (kept.state, kept.trouble) == (Step.DONE, "stopped")
    assert not Import.objects.to_work_at(timezone.now()).exists()


def test_what_stood_where_in_a_broken_file_is_said():
    kept = Import.objects.create(
        state=Step.READING, at=timezone.now(), file_name="l", source="K", plan={}
    )
    importing.fail(kept, "broken_row", "12")
    kept.refresh_from_db()
    assert (kept.trouble, kept.hint) == ("broken_row", "12")


def test_english_words_without_an_english_name_leave_the_english_that_was_there():
    words = {"nl": {"title": "Inloop", "text": "Koffie."}, "en": {"title": "Drop", "text": "Tea."}}
    there = offer(words=words)
    header = ("id", "naam", "hulp bij", "telefoon", "gemeenten", "omschrijving en")
    done(read(lines({"id": str(there.pk), "omschrijving en": "Coffee."}, header=header)))
    there.refresh_from_db()
    assert there.as_record().words["en"].text == "Tea."


def test_a_row_of_an_editor_elsewhere_does_not_pass_by_our_own_number():
    there = offer("Kampen", areas=(KAMPEN,))
    editor(DORA, ZWOLLE)
    kept = read(lines({"id": str(there.pk)}), rights(DORA))
    assert kept.counts == {"error": 1}


def test_undoing_twice_changes_nothing(dora):
    kept = undone(done(read(lines({}), rights(DORA))))
    before = OfferVersion.objects.count()
    undone(kept)
    assert OfferVersion.objects.count() == before
