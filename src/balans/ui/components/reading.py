"""Components that one reads: cards, piles, the balance, support, the next step."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Protocol

from django.utils.safestring import SafeString, mark_safe

from balans.ui.components.register import register, render
from balans.ui.drawings.balance import Stone
from balans.ui.drawings.course import Course
from balans.ui.drawings.course_svg import narrow_svg, small_svg, wide_svg
from balans.ui.drawings.hanging import Part
from balans.ui.drawings.hanging_svg import hanging_context
from balans.ui.drawings.measure import STEP, beads
from balans.ui.drawings.tags import balance_context
from balans.ui.illustrations import markup

SEED = re.compile(r" \(seed \d+\)")


@register.simple_tag
def card(
    *, title: str, href: str, text: str, meta: str = "", illustration: str = "", level: int = 3
) -> SafeString:
    """A whole card that leads somewhere. `level` is that of its heading."""
    return render("card", locals())


@register.simple_tag
def measure(*, points: int, least: int, most: int, text: str) -> SafeString:
    """A number in words, with a row of stones that shows how much of the scale it is."""
    stones = beads(points, least, most)
    return render("measure", {"stones": stones, "width": len(stones) * STEP, "text": text})


@register.simple_tag
def course(*, drawing: Course, summary: str, legend: Sequence[tuple[str, str]] = ()) -> SafeString:
    """A number through time; `summary` says in words what the drawing shows.

    `legend`: the colour of each wash with what it means. The page has the same as a table.
    """
    drawings = (narrow_svg(drawing, summary=summary), wide_svg(drawing, summary=summary))
    # Every text in these is escaped where they are written (course_svg.py).
    return render("course", {"drawings": map(mark_safe, drawings), "legend": legend})


@register.simple_tag
def small_course(*, drawing: Course) -> SafeString:
    """A small line beside words that say the same."""
    return mark_safe(small_svg(drawing))


class Pointing(Protocol):
    """What a list of readings needs to know of a page."""

    @property
    def title(self) -> str: ...
    @property
    def href(self) -> str: ...
    @property
    def brief(self) -> str: ...


@register.simple_tag
def readings(*, items: Sequence[Pointing], ordered: bool = False) -> SafeString:
    """Pages to go on to, each with a sentence on what it brings; `ordered` numbers them."""
    return render("readings", {"items": items, "ordered": ordered})


@register.simple_tag
def offer_card(
    *,
    title: str,
    href: str,
    text: str,
    organisation: str = "",
    tags: Sequence[str] = (),
    phone: str = "",
    phone_href: str = "",
    checked: date | None = None,
    is_stale: bool = False,
    lang: str = "",
    level: int = 3,
) -> SafeString:
    """An offer of help in a list: what it is in one sentence, with a few tags, and its number.

    `lang` is the language of its words when the page has another one.
    """
    return render("offer_card", locals())


@register.simple_tag
def trail(*, steps: Sequence[tuple[str, str]]) -> SafeString:
    """Where this page stands: title and address of each page above it, the highest first."""
    return render("trail", {"steps": steps})


@register.simple_tag
def progress(*, text: str, value: int, maximum: int) -> SafeString:
    """How far one is, in words and as a line."""
    return render("progress", {"text": text, "value": value, "maximum": max(maximum, 1)})


@register.simple_block_tag
def notice(content: str, *, kind: str = "info") -> SafeString:
    """A side note: info, help or good."""
    return render("notice", {"content": content, "kind": kind})


@register.simple_tag
def piles(*, piles: Sequence[tuple[str, str, Sequence[str]]]) -> SafeString:
    """Things by pile: title, tone (gives, neutral, costs) and items."""
    return render("piles", locals())


@register.simple_tag
def balance(
    *,
    gives: Sequence[Stone],
    costs: Sequence[Stone],
    gives_title: str,
    costs_title: str,
    summary: str,
    caption: str = "",
    heads: Sequence[str] = (),
    larger: str = "",
) -> SafeString:
    """The balance drawing; on a telephone two columns of stones; always a table.

    `heads` stand above the table and `larger` in the legend, where it is not about how often.
    """
    return render(
        "balance",
        balance_context(
            gives=gives,
            costs=costs,
            gives_title=gives_title,
            costs_title=costs_title,
            summary=summary,
            caption=caption,
            heads=heads,
            larger=larger,
        ),
    )


@register.simple_tag
def hanging(
    *, parts: Sequence[Part], nothing: str, more: str = "{count}", asking: str = ""
) -> SafeString:
    """Parts of a life as shapes on a mobile, with what feeds each below; on a telephone a list.

    `nothing` stands where nothing feeds it, `more` for what does not fit ({count}), `asking` at
    the part that asks for attention.
    """
    return render(
        "hanging", hanging_context(parts=parts, nothing=nothing, more=more, asking=asking)
    )


@register.simple_tag
def table(*, head: Sequence[str], rows: Sequence[Sequence[str]], caption: str) -> SafeString:
    """A table of short cells, which do not wrap, with a heading for each row.

    `caption` is heard and not seen.
    """
    return render("table", locals())


@register.simple_tag
def plan_list(*, rows: Sequence[tuple[str, Any]]) -> SafeString:
    """Labels with their texts."""
    read = [(label, [text] if isinstance(text, str) else list(text)) for label, text in rows]
    return render("plan_list", {"rows": read})


class Calling(Protocol):
    """What a suggestion needs to know of an offer: how to call it."""

    @property
    def phone_href(self) -> str: ...
    @property
    def record(self) -> Any: ...


class Helping(Protocol):
    """One thing that may help, as a suggestion names it."""

    @property
    def kind(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def href(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def offer(self) -> Calling | None: ...


@register.simple_tag
def suggestion(
    *, things: Sequence[str], why: str, hints: Sequence[Helping], language: str
) -> SafeString:
    """Heavy things, why help with them helps, and what fits: near, in the country, to read.

    `language` is that of the page; a hint in another one says so.
    """
    return render("suggestion", locals())


@register.simple_tag
def helpline(
    *,
    name: str,
    phone: str = "",
    phone_href: str = "",
    text: str = "",
    hours: str = "",
    how: str = "",
    whatsapp_href: str = "",
    mail: str = "",
    chat: str = "",
) -> SafeString:
    """Somebody to call, with a link that dials."""
    return render("helpline", locals())


@register.simple_tag
def saved(*, text: str) -> SafeString:
    """What is kept and since when."""
    return render("saved", {"text": text})


@register.simple_block_tag
def next_step(content: str, *, title: str, text: str = "") -> SafeString:
    """The one next step."""
    return render("next_step", {"content": content, "title": title, "text": text})


@register.simple_tag
def comparison(
    *, then_title: str, now_title: str, rows: Sequence[Any], past: bool = False
) -> SafeString:
    """Two times side by side; rows have label, then, now and changed.

    `past`: both are long ago, so that neither is called now.
    """
    return render("comparison", locals())


@register.simple_tag
def sources(*, entries: Sequence[str], reviewed: date) -> SafeString:
    """Where a text comes from and when it was read through; the number of a seed is ours alone."""
    plain = [SEED.sub("", entry) for entry in entries]
    return render("sources", {"entries": plain, "reviewed": reviewed})


@register.simple_tag
def illustration(*, name: str) -> SafeString:
    """An inline drawing; it says nothing, so readers skip it."""
    return markup(name)
