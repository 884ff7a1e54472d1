"""Imports: from upload to result and back, on a real database."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from balans.directory import actions
from balans.directory.editing import importing
from balans.directory.editing.four_eyes import set_four_eyes
from balans.directory.editing.models import Import, ImportRow, Proposal
from balans.directory.editing.reading.columns import COLUMNS
from balans.directory.editing.reading.decoding import MOST_BYTES
from balans.directory.editing.rights import Rights
from balans.directory.editing.tests.editors import (
    HOME,
    KAMPEN,
    NEED,
    ZWOLLE,
    anywhere,
    editor,
    offer,
    record,
    rights,
)
from balans.directory.models import LocalOffer, OfferVersion

pytestmark = pytest.mark.django_db
DORA, EVA = "dora@example.nl", "eva@example.nl"
State, Step = LocalOffer.State, Import.State
HEADER = ("id", "naam", "hulp bij", "telefoon", "gemeenten", "omschrijving")


def lines(*rows: dict[str, str], header=HEADER) -> bytes:
    file = io.StringIO(newline="")
    table = csv.DictWriter(file, header, delimiter=";", extrasaction="ignore")
    table.writeheader()
    for number, row in enumerate(rows, start=1):
        good = {"id": str(number), "naam": f"Aanbod {number}", "hulp bij": NEED}
        table.writerow(good | {"telefoon": "038 1234567", "gemeenten": "Zwolle"} | row)
    return file.getvalue().encode()


def read(data: bytes, mine: Rights | None = None, **other) -> Import:
    kept = importing.begin(
        data=data, file_name="lijst.csv", source="Kaart", rights=mine or anywhere(), **other
    )
    if kept.state == Step.READING:
        importing.work(kept.pk)
        kept.refresh_from_db()
    return kept


def done(kept: Import, *, leave_out: bool = False) -> Import:
    importing.carry_out(kept, leave_out=leave_out)
    importing.work(kept.pk)
    kept.refresh_from_db()
    return kept


def undone(kept: Import) -> Import:
    importing.undo(kept)
    importing.work(kept.pk)
    kept.refresh_from_db()
    return kept


def kinds(kept: Import) -> list[tuple[int, str]]:
    return list(kept.rows.order_by("line").values_list("line", "kind"))


# Reading.


def test_reading_a_list_changes_nothing():
    kept = read(lines({}, {"telefoon": "bel"}))
    assert kept.state == Step.READY
    assert kinds(kept) == [(2, "new"), (3, "error")]
    assert not LocalOffer.objects.exists()


def test_the_file_is_sealed_until_it_was_read_and_then_gone():
    kept = importing.begin(
        data=lines({"naam": "Zeer herkenbaar"}), file_name="l.csv", source="K", rights=anywhere()
    )
    assert b"herkenbaar" not in bytes(kept.sealed) and len(kept.sealed) > 50
    importing.work(kept.pk)
    kept.refresh_from_db()
    assert bytes(kept.sealed) == b""


def test_a_row_is_new_changed_the_same_or_wrong():
    done(read(lines({}, {})))
    kept = read(lines({}, {"telefoon": "038 7654321"}, {}, {"gemeenten": "Zwole"}))
    assert kinds(kept) == [(2, "same"), (3, "changed"), (4, "new"), (5, "error")]
    assert kept.counts == {"same": 1, "changed": 1, "new": 1, "error": 1}


def test_what_the_list_has_no_column_for_stays_as_it_was():
    done(read(lines({})))
    there = LocalOffer.objects.get()
    better = there.as_record().model_copy(update={"needs": (NEED, "alleen"), "free": "yes"})
    actions.keep_offer(
        record=better, state=State.PUBLISHED, why=OfferVersion.Why.CHANGED, offer=there
    )
    header = ("id", "naam", "telefoon", "gemeenten")
    kept = read(lines({"telefoon": "038 7654321"}, header=header), needs=(NEED,))
    done(kept)
    there.refresh_from_db()
    now = there.as_record()
    assert (now.phone, now.needs, now.free) == ("038 765 43 21", (NEED, "alleen"), "yes")


def test_an_offer_of_others_with_the_same_id_is_an_error():
    done(read(lines({"gemeenten": "Kampen"})))
    mine = Rights(anywhere().owner_id, everywhere=False, slugs=frozenset({ZWOLLE}))
    kept = read(lines({}), mine)
    assert [each["code"] for each in kept.rows.get().notes] == ["not_yours_offer"]


def test_a_list_with_our_own_ids_changes_those_offers():
    there = offer()
    kept = read(lines({"id": str(there.pk), "naam": "Anders"}))
    assert kinds(kept) == [(2, "changed")]
    done(kept)
    there.refresh_from_db()
    assert there.title == "Anders" and LocalOffer.objects.count() == 1


def test_json_of_version_2_says_so():
    service = {"id": "1", "name": "Inloop", "url": "https://a.nl", "regular_schedules": []}
    kept = read(json.dumps({"content": [service]}).encode(), needs=(NEED,), areas=(ZWOLLE,))
    assert importing.plan_of(kept).version == 2
    assert kinds(kept) == [(1, "new")]


def test_signs_that_no_database_keeps_are_replaced():
    service = {"id": "1\0", "name": "Half \ud800 en \0 niets", "url": "https://a.nl"}
    kept = read(json.dumps([service]).encode(), needs=(NEED,), areas=(ZWOLLE,))
    done(kept)
    assert LocalOffer.objects.get().title == "Half ? en niets"


# Carrying out.


def test_a_list_is_carried_out_with_versions_and_listeners(monkeypatch):
    heard: list[list[str]] = []
    monkeypatch.setattr(actions, "_listeners", [lambda some: heard.append([x.title for x in some])])
    kept = done(read(lines({}, {}, {})))
    assert kept.state == Step.DONE and kept.counts["kept"] == 3
    assert heard == [["Aanbod 1", "Aanbod 2", "Aanbod 3"]]
    made = LocalOffer.objects.order_by("title")
    assert [(each.state, each.number) for each in made] == [(State.PUBLISHED, 1)] * 3
    assert set(OfferVersion.objects.values_list("batch", "why")) == {(kept.pk, "imported")}
    assert made.filter(areas__municipality=ZWOLLE, met__need=NEED).count() == 3


def test_carrying_out_goes_on_where_it_stopped(monkeypatch):
    from balans.directory.editing import carrying_out

    monkeypatch.setattr(carrying_out, "APPLY_AT_ONCE", 2)
    kept = read(lines(*({} for _row in range(5))))
    importing.carry_out(kept, leave_out=False)
    kept.refresh_from_db()
    real = carrying_out._apply_some
    calls = []

    def breaks(*args):
        calls.append(1)
        if len(calls) == 2:
            raise MemoryError
        return real(*args)

    monkeypatch.setattr(carrying_out, "_apply_some", breaks)
    importing.work(kept.pk)
    assert LocalOffer.objects.count() == 2
    assert not importing.work(kept.pk)
    Import.objects.update(claimed_at=timezone.now() - timedelta(minutes=5))
    importing.work(kept.pk)
    kept.refresh_from_db()
    assert (kept.state, LocalOffer.objects.count(), kept.counts["kept"]) == (Step.DONE, 5, 5)


def test_an_offer_that_changed_since_it_was_read_is_left_and_named():
    done(read(lines({}, {})))
    kept = read(lines({"naam": "Uit de lijst"}, {"naam": "Ook"}))
    there = LocalOffer.objects.get(source_id="1")
    actions.keep_offer(
        record=record("Door Dora"), state=State.PUBLISHED, why=OfferVersion.Why.CHANGED, offer=there
    )
    kept = done(kept)
    assert kept.counts["late"] == 1
    assert LocalOffer.objects.get(source_id="1").title == "Door Dora"
    assert LocalOffer.objects.get(source_id="2").title == "Ook"
    assert kept.rows.get(kind="late").offer == there


def test_new_offers_may_stay_drafts():
    done(read(lines({}), state=State.DRAFT))
    assert LocalOffer.objects.get().state == State.DRAFT


def test_what_an_editor_took_away_stays_away():
    done(read(lines({})))
    there = LocalOffer.objects.get()
    actions.keep_offer(
        record=there.as_record(), state=State.RETIRED, why=OfferVersion.Why.RETIRED, offer=there
    )
    kept = read(lines({"naam": "Weer"}))
    assert [each["code"] for each in kept.rows.get().notes] == ["retired"]
    done(kept)
    there.refresh_from_db()
    assert there.state == State.RETIRED


def test_where_four_eyes_are_wished_a_list_becomes_proposals():
    done(read(lines({})))
    set_four_eyes(municipality=ZWOLLE, wanted=True, by=None)
    kept = done(read(lines({"naam": "Anders"}, {}, {"gemeenten": "Kampen"})))
    assert kept.counts["proposed"] == 2
    old, new, free = LocalOffer.objects.order_by("source_id")
    assert (old.title, old.state) == ("Aanbod 1", State.PUBLISHED)
    assert (new.state, free.state) == (State.DRAFT, State.PUBLISHED)
    assert Proposal.objects.waiting().filter(batch=kept.pk).count() == 2
    undone(kept)
    assert not Proposal.objects.waiting().exists()


# Undoing.


def test_undoing_puts_everything_back_as_it_was():
    first = done(read(lines({})))
    second = done(read(lines({"naam": "Anders"}, {})))
    second = undone(second)
    assert (second.state, second.counts["back"]) == (Step.UNDONE, 2)
    assert LocalOffer.objects.get(source_id="1").title == "Aanbod 1"
    assert LocalOffer.objects.get(source_id="1").state == State.PUBLISHED
    assert LocalOffer.objects.get(source_id="2").state == State.RETIRED
    assert first.state == Step.DONE


def test_what_changed_since_is_left_and_named():
    kept = done(read(lines({}, {})))
    there = LocalOffer.objects.get(source_id="1")
    actions.keep_offer(
        record=record("Door Dora"), state=State.PUBLISHED, why=OfferVersion.Why.CHANGED, offer=there
    )
    kept = undone(kept)
    assert (kept.counts["back"], kept.counts["changed_since"]) == (1, 1)
    there.refresh_from_db()
    assert (there.title, there.state) == ("Door Dora", State.PUBLISHED)
    assert kept.rows.get().offer == there


def test_undoing_goes_on_where_it_stopped(monkeypatch):
    from balans.directory.editing import undoing

    monkeypatch.setattr(undoing, "APPLY_AT_ONCE", 2)
    kept = done(read(lines(*({} for _row in range(5)))))
    importing.undo(kept)
    kept.refresh_from_db()
    real, calls = undoing._undo_some, []

    def breaks(*args):
        calls.append(1)
        if len(calls) == 2:
            raise MemoryError
        return real(*args)

    monkeypatch.setattr(undoing, "_undo_some", breaks)
    importing.work(kept.pk)
    Import.objects.update(claimed_at=timezone.now() - timedelta(minutes=5))
    importing.work(kept.pk)
    kept.refresh_from_db()
    assert (kept.state, kept.counts["back"]) == (Step.UNDONE, 5)
    assert {each.number for each in LocalOffer.objects.all()} == {2}


def test_a_list_that_was_undone_can_come_again():
    undone(done(read(lines({}))))
    kept = read(lines({}))
    assert kinds(kept) == [(2, "new")]
    done(kept)
    assert LocalOffer.objects.get().state == State.PUBLISHED


def test_old_lists_are_forgotten():
    kept = read(lines({}))
    Import.objects.update(at=timezone.now() - timedelta(days=20))
    assert importing.sweep() > 0
    assert not Import.objects.filter(pk=kept.pk).exists()


# Ten thousand rows.


def test_ten_thousand_rows_with_one_fault():
    rows = [{} for _row in range(10_000)]
    rows[7777] = {"telefoon": "bel maar"}
    kept = read(lines(*rows))
    assert kept.counts == {"new": 9_999, "error": 1}
    wrong = kept.rows.get(kind=ImportRow.Kind.ERROR)
    assert wrong.line == 7779
    assert [(e["field"], e["value"], e["code"]) for e in wrong.notes] == [
        ("telefoon", "bel maar", "phone")
    ]
    kept = done(kept, leave_out=True)
    assert (kept.state, LocalOffer.objects.count()) == (Step.DONE, 9_999)


# The pages.


@pytest.fixture
def dora():
    return editor(DORA, ZWOLLE)


def upload(client, data: bytes, name: str = "lijst.csv", **other):
    fields = {"bestand": SimpleUploadedFile(name, data), "bron": "Kaart", **other}
    return client.post(f"{HOME}inlezen/", fields)


def test_a_clerk_brings_a_list_and_undoes_it(dora):
    page = upload(dora, lines({"omschrijving": "Regel 1\nregel 2"}, {"telefoon": "bel"}))
    assert page.status_code == 302
    busy = dora.get(page.url)
    assert busy.headers["Refresh"] and "We lezen de lijst" in busy.content.decode()
    kept = Import.objects.get()
    importing.work(kept.pk)
    text = dora.get(page.url).content.decode()
    assert "Regel 4" in text and "Schrijf het zo: 038 123 45 67" in text and "“<span" in text
    stopped = dora.post(page.url, {"doen": "doorvoeren"})
    assert stopped.status_code == 422
    assert not LocalOffer.objects.exists()
    dora.post(page.url, {"doen": "doorvoeren", "zonder": "ja"})
    assert "We voeren de lijst door" in dora.get(page.url).content.decode()
    importing.work(kept.pk)
    assert "Zet alles terug" in dora.get(page.url).content.decode()
    dora.post(page.url, {"doen": "terug"})
    importing.work(kept.pk)
    assert "Teruggezet zoals het was" in dora.get(page.url).content.decode()
    assert LocalOffer.objects.get().state == State.RETIRED


def test_a_wrong_header_is_asked_about(dora):
    rows = "Aanbod naam,Tel.,Kleur\nInloop,038 1234567,rood\n".encode("cp1252")
    page = upload(dora, rows, **{"hulp-bij": [NEED]})
    text = dora.get(page.url).content.decode()
    assert "Niet elke kolom heet zoals bij ons" in text and "rood" in text
    chosen = {"doen": "kolommen", "kolom-0": "", "kolom-1": "telefoon", "kolom-2": ""}
    assert dora.post(page.url, chosen).status_code == 422
    assert dora.post(page.url, chosen | {"kolom-0": "naam"}).status_code == 302
    importing.work(Import.objects.get().pk)
    row = ImportRow.objects.get()
    assert (row.kind, row.record["areas"]) == ("new", [ZWOLLE])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "Dit bestand is leeg"),
        (b"%PDF-1.7", "Dit is een PDF"),
        (b"PK\x03\x04 stuk", "Deze zip gaat niet open"),
        (b'{"contents": [', "niet heel"),
    ],
)
def test_what_is_no_list_is_refused_beside_its_field(dora, data, words):
    page = upload(dora, data)
    assert page.status_code == 422
    text = page.content.decode()
    assert words in text and 'value="Kaart"' in text
    assert not Import.objects.exists()


def test_a_file_of_twenty_megabytes_is_read_and_a_larger_one_is_refused(dora):
    text = "x" * 1900
    data = lines(*({"omschrijving": text} for _row in range(10_400)))
    assert 20_000_000 < len(data) < MOST_BYTES
    assert upload(dora, data).status_code == 302
    page = upload(dora, b"naam\n" + b"x" * MOST_BYTES)
    assert page.status_code == 422 and "te groot" in page.content.decode()


def test_a_list_of_an_editor_elsewhere_is_not_there(dora):
    kept = read(lines({"gemeenten": "Kampen"}), rights_in(KAMPEN))
    address = f"{HOME}inlezen/{kept.pk}/"
    assert dora.get(address).status_code == 404
    assert dora.post(address, {"doen": "doorvoeren"}).status_code == 404
    assert "Kaart" not in dora.get(f"{HOME}inlezen/").content.decode()


def rights_in(*areas: str) -> Rights:
    return Rights(anywhere().owner_id, everywhere=False, slugs=frozenset(areas))


def test_rows_outside_the_editor_s_municipality_are_errors(dora):
    page = upload(dora, lines({}, {"gemeenten": "Kampen"}, {"gemeenten": "heel Nederland"}))
    importing.work(Import.objects.get().pk)
    assert [kind for _line, kind in kinds(Import.objects.get())] == ["new", "error", "error"]
    assert "Voor Kampen mag jij niets veranderen" in dora.get(page.url).content.decode()


def test_the_template_is_read_by_ourselves_without_a_fault(dora):
    data = dora.get(f"{HOME}inlezen/voorbeeld.csv").content
    kept = read(data, rights(DORA))
    assert kept.state == Step.READY
    assert kinds(kept) == [(2, "new")], [each.notes for each in kept.rows.all()]
    explained = dora.get(f"{HOME}inlezen/uitleg/").content.decode()
    assert all(f">{each.name}" in explained for each in COLUMNS)


def test_a_chore_starts_a_process_for_what_waits(monkeypatch):
    started = []

    class Process:
        returncode = None

        def __init__(self, command, **_other):
            started.append(command[-1])

        def poll(self):
            return None

    monkeypatch.setattr(importing.subprocess, "Popen", Process)
    monkeypatch.setattr(importing, "_worker", None)
    assert importing.start_waiting() == 0
    kept = importing.begin(data=lines({}), file_name="l.csv", source="K", rights=anywhere())
    assert (importing.start_waiting(), importing.start_waiting()) == (1, 0)
    assert started == [str(kept.pk)]
    monkeypatch.setattr(importing, "_worker", None)
