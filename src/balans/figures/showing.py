"""The page of figures: rows of a table, the drawing, and the same for programs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from balans.core.measures import Use
from balans.figures.chart import Bar, chart
from balans.figures.numbers import LEAST, Counted, Month, last_months, months, rounded, total

TITLES: Mapping[Use, object] = {
    Use.INFORMATION: gettext_lazy("Pagina’s met informatie gelezen"),
    Use.HELP: gettext_lazy("Pagina’s over hulp gelezen"),
    Use.SEARCHES: gettext_lazy("Keer gezocht"),
    Use.EMPTY_SEARCHES: gettext_lazy("Keer gezocht zonder resultaat"),
    Use.EXERCISES_BEGUN: gettext_lazy("Oefeningen begonnen"),
    Use.EXERCISES_FINISHED: gettext_lazy("Oefeningen afgerond"),
    Use.CHECKS_FINISHED: gettext_lazy("Checks ingevuld"),
    Use.PLANS: gettext_lazy("Plannen gemaakt"),
    Use.GROUPS: gettext_lazy("Groepen begonnen"),
}
"""What is published, in this order. What is saved in all is for the host alone."""

DAYS_SHOWN = 14
IN_DAYS = (Use.INFORMATION, Use.EXERCISES_FINISHED, Use.CHECKS_FINISHED)


@dataclass(frozen=True)
class Row:
    """One line of a table."""

    title: str
    numbers: tuple[str, ...]


@dataclass(frozen=True)
class Figures:
    """All that the page shows."""

    month_title: str
    """The last whole month."""

    has_month: bool
    """Whether a whole month was counted: before that a table and a drawing would say nothing."""

    rows: tuple[Row, ...]
    """Of each thing: the last whole month, and the twelve months up to it."""

    narrow: SafeString
    wide: SafeString
    by_month: tuple[Row, ...]
    day_titles: tuple[str, ...]
    by_day: tuple[Row, ...]


def said(number: int) -> str:
    """Return a number as it may be published."""
    told = rounded(number)
    if told is None:
        return _("minder dan %(least)s") % {"least": LEAST}
    return number_format(told, use_l10n=True, force_grouping=True)


def figures(counted: Sequence[Counted], *, today: date) -> Figures:
    """Return the page. Today is not over, so it is not on it."""
    year = last_months(months(counted, today=today), today=today)
    summary, bars = _bars(year)
    return Figures(
        month_title=_month(year[-1].first),
        has_month=any(each.day < today.replace(day=1) for each in counted),
        rows=tuple(
            Row(str(title), (said(year[-1].number(use)), said(total(year, use))))
            for use, title in TITLES.items()
        ),
        # Every text in these two is escaped where they are written (chart.py).
        narrow=mark_safe(chart(bars, summary=summary, is_narrow=True)),
        wide=mark_safe(chart(bars, summary=summary, is_narrow=False)),
        by_month=tuple(
            Row(_month(each.first), (said(each.number(Use.INFORMATION)),)) for each in year[::-1]
        ),
        day_titles=tuple(str(TITLES[use]) for use in IN_DAYS),
        by_day=tuple(_days(counted, today)),
    )


def _month(first: date) -> str:
    return date_format(first, "F Y")


def _bars(year: Sequence[Month]) -> tuple[str, list[Bar]]:
    bars = [
        Bar(
            name=date_format(each.first, "M"),
            number=rounded(each.number(Use.INFORMATION)),
            said=said(each.number(Use.INFORMATION)),
        )
        for each in year
    ]
    names = {"first": _month(year[0].first), "last": _month(year[-1].first)}
    summary = _(
        "Gelezen pagina’s met informatie per maand, van %(first)s tot en met %(last)s. "
        "De getallen staan in de tabel eronder."
    )
    return summary % names, bars


def _days(counted: Iterable[Counted], today: date) -> Iterator[Row]:
    known = {(each.day, each.what): each.number for each in counted}
    days = sorted({each.day for each in counted if each.day < today}, reverse=True)
    for day in days[:DAYS_SHOWN]:
        numbers = tuple(said(known.get((day, use), 0)) for use in IN_DAYS)
        yield Row(date_format(day, "j M"), numbers)


def machine_rows(
    counted: Iterable[Counted], *, today: date, by_month: bool
) -> Iterator[tuple[str, str, int | None, int | None]]:
    """Yield for each day or month: when, what, the number, and below which number it is.

    One of the last two is None. A month that is not over is left out, like today.
    """
    for when, numbers in _periods(counted, today, by_month):
        for use in TITLES:
            told = rounded(numbers.get(use, 0))
            yield when, use.value, told, LEAST if told is None else None


def _periods(
    counted: Iterable[Counted], today: date, by_month: bool
) -> Iterator[tuple[str, Mapping[str, int]]]:
    if by_month:
        for month in reversed(months(counted, today=today)):
            if month.is_over:
                yield f"{month.first:%Y-%m}", month.numbers
        return
    days: dict[date, dict[str, int]] = {}
    for each in counted:
        if each.day < today:
            days.setdefault(each.day, {})[each.what] = each.number
    for day in sorted(days):
        yield day.isoformat(), days[day]
