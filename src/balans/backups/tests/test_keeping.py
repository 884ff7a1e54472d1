"""What backups are called, and which go."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from balans.backups.keeping import ALWAYS, made_at, name_of, to_remove

NOW = datetime(2026, 11, 26, 3, tzinfo=UTC)
DAYS = st.integers(0, 60)


def names(*ages: int) -> list[str]:
    return [name_of(NOW - timedelta(days=age)) for age in ages]


def test_a_name_tells_its_moment():
    assert name_of(NOW) == "balans-20261126T030000Z.tar"
    assert made_at(name_of(NOW)) == NOW
    assert made_at("balans-20261399T030000Z.tar") is None


def test_what_is_older_than_the_days_goes_the_oldest_first():
    assert to_remove(names(0, 1, 30, 31, 90), days=30, now=NOW) == names(90, 31)


def test_what_is_no_backup_of_ours_stays_whatever_it_is_called():
    others = ["balans.tar", "balans-20200101T000000Z.tar.gpg", "my-balans-20200101T000000Z.tar"]
    assert to_remove([*others, *names(0, 1, 50)], days=30, now=NOW) == names(50)


@given(st.lists(DAYS, unique=True), DAYS)
def test_the_newest_stay_even_when_the_clock_jumps_a_year(ages, days):
    gone = to_remove(names(*ages), days=days, now=NOW + timedelta(days=365))
    assert not set(gone) & set(names(*sorted(ages)[:ALWAYS]))
    assert len(gone) == (max(len(ages) - ALWAYS, 0) if days else 0)
