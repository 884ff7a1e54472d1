"""Anchors die with their owner, also after a crash in between; and for no other reason."""

import shutil

import pytest

from balans.accounts.actions import erase_owner, finish_erasing
from balans.accounts.models import Erasing, Owner
from balans.accounts.tests.letters import sign_in
from balans.core import keys
from balans.preparing import CannotServe, require_keys

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(tmp_path, settings):
    settings.DATA = tmp_path
    return tmp_path / "keys"


def test_a_crash_between_erasing_and_the_anchor_is_made_good(anna):
    sign_in(anna)
    owner = Owner.objects.get()
    # What comes after the transaction does not run here, as after a crash.
    erase_owner(owner=owner)
    assert keys.has_anchor(str(owner.pk)) and Erasing.objects.count() == 1
    assert finish_erasing() == 1
    assert not keys.has_anchor(str(owner.pk)) and finish_erasing() == 0


def test_an_empty_database_beside_the_keys_destroys_nothing(anna):
    sign_in(anna)
    owner = str(Owner.objects.get().pk)
    Owner.objects.all().delete()
    assert finish_erasing() == 0
    assert keys.has_anchor(owner)


def test_the_product_does_not_start_beside_other_keys(anna, folder):
    require_keys()
    sign_in(anna)
    require_keys()
    shutil.rmtree(folder / "anchors")
    with pytest.raises(CannotServe, match="Put the mirrored keys folder back"):
        require_keys()
    keys.make_anchor("6a1f2d3c-0000-4000-8000-000000000001")
    with pytest.raises(CannotServe):
        require_keys()


def test_an_old_backup_in_which_everybody_was_erased_since_does_start(anna):
    sign_in(anna)
    keys.destroy_anchor(str(Owner.objects.get().pk))
    require_keys()
