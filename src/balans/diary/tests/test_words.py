"""What a memory is: dates as far as they are known, names, clashes; and the order of time."""

import uuid
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from balans.diary import timeline
from balans.diary.timeline import PER_PAGE, Timeline, entry_of, in_order, plan
from balans.diary.when import When, read_when, when_of
from balans.diary.words import MemoryWords, clashes, together

WHENS = st.one_of(
    st.just(""),
    st.integers(1800, 2200).map(str),
    st.builds("{:04}-{:02}".format, st.integers(1800, 2200), st.integers(1, 12)),
    st.dates(date(1800, 1, 1), date(2200, 12, 31)).map(date.isoformat),
)


def entry(when="", name="x", kind="memory", second=0):
    words = MemoryWords(kind=kind, title=name, when=when, things=("a",) if kind == "good" else ())
    return entry_of(uuid.uuid4(), words, datetime.fromtimestamp(1_700_000_000 + second, UTC))


@given(WHENS)
def test_a_date_is_read_back_as_it_was_written(text):
    found = read_when(text)
    assert (str(found) if found else "") == text


@pytest.mark.parametrize(
    "text", ["2023-02-29", "2024-13", "24", "2024-5", "2024-00-01", "1799", "kat", "2024-05-03-1"]
)
def test_what_is_no_date_is_refused(text):
    with pytest.raises(ValueError):
        read_when(text)
    with pytest.raises(ValidationError):
        MemoryWords(text="x", when=text)


def test_a_month_that_has_begun_is_not_in_the_future():
    today = date(2026, 11, 25)
    assert not When(2026, 11).begins_after(today) and not When(2026).begins_after(today)
    assert not when_of(today).begins_after(today)
    assert When(2026, 11, 26).begins_after(today) and When(2027).begins_after(today)


def test_a_memory_without_title_is_called_by_its_first_words():
    long = MemoryWords(text="\n\nEerste regel is heel kort.\nEn dan nog een.")
    assert long.name == "Eerste regel is heel kort." and long.teaser == "En dan nog een."
    text = "Wij liepen, " * 30
    cut = MemoryWords(text=text)
    assert cut.name.endswith("Wij…") and len(cut.name) <= 80
    assert cut.teaser.startswith("… ") and cut.teaser.removeprefix("… ")[:40] in text
    assert MemoryWords(title="De zee", text="Blauw.").teaser == "Blauw."
    assert MemoryWords(when="2024", mood="warm").is_empty


@given(st.text(max_size=400), st.text(max_size=150))
def test_every_memory_has_a_name_that_fits(text, title):
    words = MemoryWords(text=text, title=title)
    assert len(words.name) <= 80 and len(words.teaser) <= 225
    assert "\n" not in words.name or not words.name.strip()
    assert bool(words.name) or words.is_empty or not words.text.strip()


def test_paragraphs_keep_their_lines():
    words = MemoryWords(text="Een\ntwee\n\n\n\ndrie")
    assert words.paragraphs == ["Een\ntwee", "drie"]


def test_a_form_clashes_with_others_and_never_with_itself():
    assert not clashes(known=(3, "a"), given=(3, "b"))
    assert not clashes(known=(4, "a"), given=(3, "a"))
    assert clashes(known=(4, "b"), given=(3, "a"))


def test_good_things_of_two_devices_come_together_each_once():
    one = MemoryWords(kind="good", things=("zon", "soep"), when="2026-11-25")
    other = MemoryWords(kind="good", things=("soep", "kaart"), when="2026-11-25")
    assert together(one, other).things == ("zon", "soep", "kaart")


def test_a_month_without_a_day_comes_after_its_days_and_a_year_after_its_months():
    order = ["2024-05-03", "2024-05-01", "2024-05", "2024-01-09", "2024", "1987", ""]
    known = in_order(entry(when) for when in sorted(order))
    assert [each.when for each in known.entries] == order
    assert known.months == [("2024-05", 3), ("2024-01", 1), ("2024", 1), ("1987", 1), ("", 1)]


def test_the_same_day_shows_what_was_written_last_first():
    known = in_order([entry("2024", "eerst", second=1), entry("2024", "later", second=2)])
    assert [each.name for each in known.entries] == ["later", "eerst"]


@given(st.lists(st.tuples(WHENS, st.integers(0, 99)), max_size=120), st.integers(1, 40))
def test_pages_show_every_memory_once_in_order_and_are_never_too_long(items, per_page):
    known = in_order(entry(when, second=second) for when, second in items)
    pages = plan(known, per_page)
    shown = [each for number in range(pages.last) for each in pages.page(number + 1).ids]
    assert [each.hex for each in shown] == [each.id for each in known.entries]
    sizes = [len(pages.page(number + 1).ids) for number in range(pages.last)]
    assert max(sizes) <= per_page and (min(sizes) > 0 or sizes == [0])
    for year, number in pages.years().items():
        assert any(month.key[:4] == year for month in pages.page(number).months)


def test_whole_months_stay_on_a_page_and_a_large_month_goes_on():
    known = in_order(
        [*(entry("2024-05") for _n in range(20)), *(entry("2024-04") for _n in "x" * 15)]
    )
    assert [len(plan(known).page(n).ids) for n in (1, 2)] == [20, 15]
    large = plan(in_order(entry("2024-05") for _n in range(PER_PAGE + 1)))
    assert not large.page(1).months[0].goes_on and large.page(2).months[0].goes_on
    assert large.page(99) == large.page(2) and large.page(-4) == large.page(1)


@given(st.lists(st.tuples(WHENS, st.text(max_size=30)), max_size=30))
def test_a_timeline_is_read_back_as_it_was_written(items):
    known = in_order(entry(when, name) for when, name in items)
    again = timeline.read(timeline.write(known))
    assert again.entries == known.entries and again.ids == known.ids and len(again) == len(items)
    assert plan(again).page(1) == plan(known).page(1)


@pytest.mark.parametrize("content", [b"", b"{}", b"[[],[]]", b'[[["2024",2]],"ab"]\n[]', b"kat"])
def test_a_damaged_timeline_is_refused(content):
    with pytest.raises((ValueError, TypeError)):
        timeline.read(content)


def test_a_memory_stands_on_the_timeline_once_and_leaves_it():
    first, other = entry("2024", "oud"), entry("2020")
    changed = first._replace(when="2019", name="nieuw")
    known = Timeline().with_entries([first, other]).with_entries([changed])
    assert [each.name for each in known.entries] == ["x", "nieuw"]
    assert [each.id for each in known.with_entries([], first.id).entries] == [other.id]


def test_the_good_things_of_a_day_are_found():
    known = in_order([entry("2026-11-25"), entry("2026-11-25", kind="good"), entry("2026-11-24")])
    found = known.good_things_of("2026-11-25")
    assert found is not None and found.kind == "good"
    assert known.good_things_of("2026-11-24") is None
