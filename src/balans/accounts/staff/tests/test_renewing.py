"""After the second step a browser has a fresh secret: one that was taken before opens nothing."""

import pytest
from django.conf import settings
from django.test import Client

from balans.accounts.staff.tests.people import STEP, become, code_of, let_hours_pass, set_up_app

pytestmark = pytest.mark.django_db


def test_after_the_second_step_the_cookie_from_before_opens_nothing(anna):
    become(anna, "administrator")
    secret = set_up_app(anna)
    let_hours_pass(13)
    taken = Client()
    taken.cookies[settings.KEY_COOKIE] = anna.cookies[settings.KEY_COOKIE].value
    assert taken.get("/mijn/account/").status_code == 200
    assert anna.post(STEP, {"code": code_of(secret)}).status_code == 302
    assert anna.get("/beheer/").status_code == 200
    assert taken.get("/beheer/").status_code == 404
    assert taken.get("/mijn/account/").status_code == 302


def test_a_wrong_code_changes_nothing(anna):
    become(anna, "administrator")
    set_up_app(anna)
    let_hours_pass(13)
    before = anna.cookies[settings.KEY_COOKIE].value
    assert anna.post(STEP, {"code": "000000"}).status_code == 422
    assert anna.cookies[settings.KEY_COOKIE].value == before
    assert anna.get("/mijn/account/").status_code == 200
