"""The whole list at once: complete, valid, and streamed."""

import csv
import io
import json
import tracemalloc
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from balans.api import flat
from balans.api import support as asked
from balans.api.tests.local import ask, body, everything, everywhere, keep, record
from balans.directory.models import LocalOffer
from balans.directory.national import support

pytestmark = pytest.mark.django_db


def rows(client):
    text = body(client, "export/services.csv").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_all_services_are_the_same_as_one_by_one(client, monkeypatch):
    monkeypatch.setattr(asked, "AT_ONCE", 2)
    for number in range(5):
        keep(everything().model_copy(update={"organisation": f"Club {number}"}))
    whole = ask(client, "export/services.json")
    assert whole["version"] == "3.0"
    assert whole["licence"] == "https://creativecommons.org/licenses/by/4.0/"
    assert whole["contents"] == everywhere(client, "services?full=true")


def test_all_articles_are_the_same_as_one_by_one(client):
    whole = ask(client, "export/articles.json?language=en")
    for each in whole["contents"]:
        assert ask(client, f"articles/{each['name']}?language=en") == each


def test_the_table_has_the_columns_that_editors_read(client):
    columns = pytest.importorskip("balans.directory.editing.reading.columns")
    assert tuple(flat.HEADER) == columns.NAMES


def test_the_table_holds_every_offer(client):
    offer = keep(everything())
    found = {each["id"]: each for each in rows(client)}
    assert len(found) == len(support("nl")) + 1
    mine = found[str(offer.pk)]
    assert (
        mine["naam"] == "Inloop in het wijkcentrum" and mine["naam en"] == "Drop-in at the centre"
    )
    assert mine["openingstijden"] == "mo,tu 09:00-17:00; fr 22:00-02:00; su 08:00-08:00"
    assert mine["hulp bij"] == "praten; lotgenoten"
    assert mine["gemeenten"] == "Utrecht; Zeist"
    assert mine["locatie"] == "De Linde|De Eik" and mine["straat"] == "Lindelaan 1|"
    assert (mine["gratis"], mine["over overlijden"]) == ("ja", "ja")


@pytest.mark.parametrize("bad", ["=1+1", "@SUM(A1)", "+cmd|x", "-cmd|x", "\t=1"])
def test_no_cell_is_a_formula(client, bad):
    offer = keep(record(organisation=f"{bad}"))
    (mine,) = [each for each in rows(client) if each["id"] == str(offer.pk)]
    assert not mine["organisatie"].startswith(("=", "+", "-", "@", "\t"))


def test_a_number_with_its_country_stays_a_number(client):
    offer = keep(record(phone="+31 30 123 45 67"))
    (mine,) = [each for each in rows(client) if each["id"] == str(offer.pk)]
    assert mine["telefoon"] == "+31 30 123 45 67"


def test_the_data_package_holds_together(client):
    keep(everything())
    keep()
    archive = zipfile.ZipFile(io.BytesIO(body(client, "export/services.zip")))
    package = json.loads(archive.read("datapackage.json"))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    tables = {}
    for each in package["resources"]:
        reader = csv.DictReader(io.StringIO(archive.read(each["path"]).decode()))
        tables[each["name"]] = list(reader)
        fields = each["schema"]["fields"]
        assert reader.fieldnames == [field["name"] for field in fields]
        for row in tables[each["name"]]:
            for field in fields:
                allowed = field.get("constraints", {})
                if allowed.get("required") and field["name"] != "postal_code":
                    assert row[field["name"]], (each["name"], field["name"])
        ids = [row["id"] for row in tables[each["name"]]]
        assert len(ids) == len(set(ids)), each["name"]
    assert len(tables["service"]) == len(support("nl")) + 2
    assert {len(tables[name]) > 0 for name in ("phone", "schedule", "attribute", "address")} == {
        True
    }
    for each in package["resources"]:
        for key in each["schema"].get("foreignKeys", ()):
            there = {row["id"] for row in tables[key["reference"]["resource"]]}
            for row in tables[each["name"]]:
                assert not row[key["fields"]] or row[key["fields"]] in there, (each["name"], key)


def fill(count):
    record_ = everything().model_dump(mode="json", exclude_defaults=True)
    from django.utils import timezone

    LocalOffer.objects.bulk_create(
        LocalOffer(
            record=record_,
            state="published",
            title="Inloop",
            organisation=f"Club {number}",
            changed_at=timezone.now(),
        )
        for number in range(count)
    )


@pytest.mark.parametrize("kind", ["json", "csv", "zip"])
def test_an_export_does_not_hold_the_list_in_memory(client, kind):
    def peak():
        response = client.get(f"/api/export/services.{kind}")
        tracemalloc.start()
        size = sum(len(each) for each in response.streaming_content)
        _now, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return size, most

    fill(300)
    peak()
    size, few = peak()
    fill(1_200)
    larger, many = peak()
    assert larger > size * 2
    assert many < few * 1.5 + 200_000


def test_an_export_asks_the_database_in_short_turns(client):
    fill(450)
    with CaptureQueriesContext(connection) as queries:
        body(client, "export/services.json")
    assert len(queries) <= 1 + 450 // asked.AT_ONCE + 2
    assert all("LIMIT 200" in each["sql"] for each in queries.captured_queries[1:])
