"""What the pages over time say: of a drawing, of the ends of its scale, and of where it stops.

Plain words, no judgement: more and less, heavier and lighter. Rules only, no database.
"""

from collections.abc import Iterator, Mapping

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from balans.checks.course import Break, Chart, Mark
from balans.questionnaires.change import Numbers
from balans.questionnaires.instrument import Every
from balans.questionnaires.reading import Done
from balans.questionnaires.scoring import Score
from balans.ui.drawings.course import Course, Wash

WASHES = ("sky", "moss", "sun")
"""From the lightest band to the heaviest; none of them is red."""


def numbers_text(score: Score, total: int, least: int, most: int) -> str:
    """Return a number as the check says it."""
    said = score.words.number
    for name, number in (("points", total), ("least", least), ("most", most)):
        said = said.replace(f"{{{name}}}", str(number))
    return said


def band_title(score: Score, total: int) -> str:
    """Return the words for a number, empty where there are none."""
    band = score.band(total)
    return score.words.bands[band.id].title if band else ""


def in_words(done: Done) -> str:
    """Return in words what came out of one time, empty for a check without bands."""
    known = ((score, done.numbers.get(score.id)) for score in done.flow.scores)
    titles = (band_title(score, total) for score, total in known if total is not None)
    return " ".join(title for title in titles if title)


def in_numbers(done: Done) -> str:
    """Return the numbers of one time, with their names when there are several."""
    known = [(score.words.name, done.numbers.get(score.id)) for score in done.flow.scores]
    there = [(name, total) for name, total in known if total is not None]
    if len(known) == 1:
        return "".join(str(total) for _name, total in there)
    return ", ".join(f"{name}: {total}" for name, total in there)


def mark_text(mark: Mark) -> str:
    """Return why a result is no point on the line, empty for one that is."""
    if mark == "again":
        return _("Later nog eens gedaan; die keer telt.")
    if mark == "silent":
        return _("Bij deze keer staat geen getal.")
    if mark == "incomplete":
        return _("Niet alles ingevuld, daarom geen getal.")
    return _("Nog niet klaar.") if mark == "unfinished" else ""


def said(chart: Chart) -> str:
    """Return the difference between the last two points, or the number of the only one."""
    *_earlier, last = spots = chart.spots
    if len(spots) == 1:
        return numbers_text(chart.score, last.value, chart.least, chart.most)
    renewed = any(e.reason == "version" and e.after == last.day for e in chart.breaks)
    return Numbers(chart.score, chart.least, chart.most, spots[-2].value, last.value, renewed).text


def looking_back(chart: Chart) -> str:
    """Return the last two numbers for whom caring is over: nothing of it is now."""
    if len(chart.spots) == 1:
        return said(chart)
    (then, before), (now, last) = ((each.day, each.value) for each in chart.spots[-2:])
    return _("Op %(then)s was het %(before)s, op %(now)s was het %(last)s.") % {
        "then": date_format(then, "j F Y"),
        "before": before,
        "now": date_format(now, "j F Y"),
        "last": last,
    }


def between_which(chart: Chart) -> str:
    """Return of which two days the words are, empty for one point."""
    if len(chart.spots) == 1:
        return ""
    then, now = (date_format(each.day, "j F Y") for each in chart.spots[-2:])
    return _("Toen is %(then)s, nu is %(now)s.") % {"then": then, "now": now}


def reach(chart: Chart) -> str:
    """Return between which numbers it lay; empty for one or two points, which say it all.

    Empty as well where the check was renewed: numbers of before and after say nothing together.
    """
    values = [each.value for each in chart.spots]
    if len(values) <= 2 or chart.comparable != chart.spots:
        return ""
    if min(values) == max(values):
        return _("Het was elke keer %(number)s.") % {"number": values[0]}
    both = {"low": min(values), "high": max(values), "times": len(values)}
    return _("Over alle %(times)s keren lag het tussen %(low)s en %(high)s.") % both


def breaks(chart: Chart) -> Iterator[str]:
    """Yield for every place where the line stops why it does, the newest first."""
    for each in reversed(chart.breaks):
        yield _break(each)


def _break(each: Break) -> str:
    days = {name: date_format(getattr(each, name), "j F Y") for name in ("before", "after")}
    if each.reason == "version":
        text = _(
            "Tussen %(before)s en %(after)s is de check vernieuwd. Getallen van ervoor en erna "
            "kun je niet vergelijken. Daarom stopt de lijn daar."
        )
    elif each.reason == "silent":
        text = _(
            "Tussen %(before)s en %(after)s staat een keer zonder getal. Daarom stopt de lijn daar."
        )
    else:
        text = _(
            "Tussen %(before)s en %(after)s deed je deze check niet. Hoe het toen ging, weten we "
            "niet. Daarom staat daar geen lijn."
        )
    return text % days


def again(repeat: Every | None) -> str:
    """Return the invitation to come back, for who did it once."""
    texts: Mapping[Every | None, str] = {
        "week": _("Doe hem over een week nog eens, dan zie je wat er verandert."),
        "fortnight": _("Doe hem over twee weken nog eens, dan zie je wat er verandert."),
        "month": _("Doe hem over een maand nog eens, dan zie je wat er verandert."),
        "quarter": _("Doe hem over drie maanden nog eens, dan zie je wat er verandert."),
        None: _("Doe hem later nog eens, dan zie je wat er verandert."),
    }
    return texts[repeat]


def drawing(chart: Chart, *, with_bands: bool) -> Course:
    """Return what is drawn, with the words at the ends of its scale and of its time."""
    up, down = _("zwaarder"), _("lichter")
    if chart.score.heavier == "lower":
        up, down = down, up
    first, last = chart.spots[0].day, chart.spots[-1].day
    return Course(
        pieces=chart.pieces,
        least=chart.least,
        most=chart.most,
        top=f"{chart.most}: {up}",
        bottom=f"{chart.least}: {down}",
        first_day=date_format(first, "j N Y"),
        last_day=date_format(last, "j N Y"),
        washes=washes(chart) if with_bands else (),
    )


def washes(chart: Chart) -> tuple[Wash, ...]:
    """Return the published bands as washes, from the lowest number."""
    bands = chart.score.bands
    starts = [max(band.from_, chart.least) for band in bands]
    tops = [*(start - 1 for start in starts[1:]), chart.most]
    colours = [WASHES[min(place, len(WASHES) - 1)] for place in range(len(bands))]
    if chart.score.heavier == "lower":
        colours.reverse()
    return tuple(map(Wash, starts, tops, colours))


def legend(chart: Chart) -> Iterator[tuple[str, str]]:
    """Yield the colour and the words of every band."""
    for wash, band in zip(washes(chart), chart.score.bands, strict=True):
        title = chart.score.words.bands[band.id].title
        ends = {"first": wash.start, "last": wash.end, "title": title}
        alone = wash.start == wash.end
        text = "%(first)s: %(title)s" if alone else _("%(first)s tot en met %(last)s: %(title)s")
        yield wash.colour, text % ends
