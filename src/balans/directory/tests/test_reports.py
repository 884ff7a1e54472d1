""" "Klopt dit niet?": sealed for editors, nothing of who tells it, and not without end."""

import pytest
from django.db import connection
from django.utils import timezone

from balans.accounts.models import Owner
from balans.directory.models import Report
from balans.directory.reporting import (
    FROM_ONE_PLACE,
    KEPT_AFTER,
    LONGEST,
    handle_report,
    sweep_reports,
)
from balans.directory.tests.offers import publish

pytestmark = pytest.mark.django_db
NATIONAL = "/hulp/aanbod/mantelzorglijn/klopt-niet/"
SAID = "Het nummer is van een bakker 🥐"


def test_what_is_told_is_kept_sealed_and_says_nothing_of_who_told_it(anna):
    response = anna.post(NATIONAL, {"wat": "contact", "uitleg": SAID})
    assert (response.status_code, response["Location"]) == (302, "/hulp/gemeld/")
    report = Report.objects.get()
    assert (report.national, report.offer, report.kind) == ("mantelzorglijn", None, "contact")
    assert report.words == SAID
    assert b"bakker" not in bytes(report.sealed)
    assert not Owner.objects.exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM directory_report")
        assert "127.0.0.1" not in str(cursor.fetchall())


def test_a_local_offer_is_told_about_by_its_id(anna):
    kept = publish()
    anna.post(f"/hulp/bij-jou/{kept.pk}/klopt-niet/", {"wat": "stopped"})
    assert Report.objects.get().offer == kept


@pytest.mark.parametrize(
    "posted",
    [
        {},
        {"wat": "verzonnen"},
        {"wat": "other", "uitleg": "   "},
        {"wat": "contact", "uitleg": "x" * 1_001},
        {"wat": "contact", "uitleg": "x" * 10_000},
    ],
)
def test_what_cannot_be_kept_comes_back_with_what_was_typed(anna, posted):
    response = anna.post(NATIONAL, posted)
    page = response.content.decode()
    assert response.status_code == 422
    assert 'class="errors"' in page
    assert posted.get("uitleg", "").strip() in page
    assert not Report.objects.exists()


def test_from_one_place_only_so_many_are_taken_in(anna):
    for _time in range(FROM_ONE_PLACE):
        assert anna.post(NATIONAL, {"wat": "hours"}, REMOTE_ADDR="8.8.8.8").status_code == 302
    response = anna.post(NATIONAL, {"wat": "hours", "uitleg": SAID}, REMOTE_ADDR="8.8.8.8")
    assert response.status_code == 429
    assert SAID in response.content.decode()
    assert Report.objects.count() == FROM_ONE_PLACE
    assert anna.post(NATIONAL, {"wat": "hours"}, REMOTE_ADDR="9.9.9.9").status_code == 302


def test_an_editor_deals_with_a_report_once(anna):
    anna.post(NATIONAL, {"wat": "hours"})
    report = Report.objects.waiting().get()
    handle_report(report=report)
    first = Report.objects.get().handled_at
    handle_report(report=report)
    assert Report.objects.get().handled_at == first
    assert not Report.objects.waiting().exists()


def test_what_was_dealt_with_is_forgotten_after_a_while_and_nothing_else(anna):
    for kind in ("hours", "address"):
        anna.post(NATIONAL, {"wat": kind})
    handle_report(report=Report.objects.get(kind="hours"))
    assert sweep_reports() == 0
    assert sweep_reports(now=timezone.now() + KEPT_AFTER) == 1
    assert Report.objects.get().kind == "address"
    assert sweep_reports(now=timezone.now() + LONGEST) == 1


def test_there_is_nothing_of_an_offer_that_is_not_there(anna):
    assert anna.post("/hulp/aanbod/bestaat-niet/klopt-niet/", {"wat": "hours"}).status_code == 404
