"""Every component: one function with keyword-only arguments, one template of the same stem.

A misspelt argument fails when the template compiles. Examples: examples.py, shown at /galerij/.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.template import Library
from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from balans.ui.drawings.balance import Stone
from balans.ui.drawings.tags import balance_context
from balans.ui.illustrations import markup
from balans.ui.types import Choice, Error, Row

register = Library()


def render(stem: str, context: Mapping[str, Any]) -> SafeString:
    """Return a component's template, filled."""
    return mark_safe(get_template(f"ui/{stem}.html").render(dict(context)))


@register.simple_tag
def button(
    *,
    text: str,
    href: str = "",
    kind: str = "main",
    name: str = "",
    value: str = "",
    download: bool = False,
) -> SafeString:
    """A link that looks like a button when it has an href, else a submit button."""
    return render("button", locals())


@register.simple_tag
def card(
    *, title: str, href: str, text: str, meta: str = "", illustration: str = "", level: int = 3
) -> SafeString:
    """A whole card that leads somewhere. `level` is that of its heading."""
    return render("card", locals())


@register.simple_tag
def progress(*, text: str, value: int, maximum: int) -> SafeString:
    """How far one is, in words and as a line."""
    return render("progress", {"text": text, "value": value, "maximum": max(maximum, 1)})


@register.simple_block_tag
def notice(content: str, *, kind: str = "info") -> SafeString:
    """A side note: info, help or good."""
    return render("notice", {"content": content, "kind": kind})


@register.simple_tag
def error_summary(*, errors: Sequence[Error]) -> SafeString:
    """All messages at the top of a form, each leading to its field; nothing without errors."""
    return render("error_summary", {"errors": errors}) if errors else mark_safe("")


@register.simple_tag
def choices(
    *,
    name: str,
    legend: str,
    choices: Sequence[Choice],
    multiple: bool = False,
    hint: str = "",
    error: str = "",
    as_heading: bool = False,
    own: Sequence[str] = (),
    own_name: str = "",
    own_label: str = "",
) -> SafeString:
    """Radios or checkboxes as large cards, with lines for one's own below."""
    return render("choices", locals())


@register.simple_tag
def placement(
    *,
    name: str,
    legend: str,
    rows: Sequence[Row],
    hint: str = "",
    error: str = "",
    as_heading: bool = False,
) -> SafeString:
    """Things to place, each with a few choices side by side."""
    return render("placement", locals())


@register.simple_tag
def scale(
    *,
    name: str,
    legend: str,
    choices: Sequence[Choice],
    low: str,
    high: str,
    hint: str = "",
    error: str = "",
    as_heading: bool = False,
) -> SafeString:
    """Numbers between two ends in words."""
    return render("scale", locals())


@register.simple_tag
def text_input(
    *,
    name: str,
    label: str,
    value: str = "",
    hint: str = "",
    example: str = "",
    error: str = "",
    as_heading: bool = False,
    type: str = "text",
    autocomplete: str = "off",
) -> SafeString:
    """One line to write on."""
    return render("text_input", locals())


@register.simple_tag
def text_area(
    *,
    name: str,
    label: str,
    value: str = "",
    hint: str = "",
    example: str = "",
    error: str = "",
    as_heading: bool = False,
    rows: int = 5,
) -> SafeString:
    """Room to write; grows with the text where the browser can."""
    return render("text_area", locals())


@register.simple_tag
def lines(
    *,
    name: str,
    label: str,
    values: Sequence[str],
    hint: str = "",
    example: str = "",
    error: str = "",
    as_heading: bool = False,
    more_name: str = "",
    more_value: str = "",
    more_text: str = "",
) -> SafeString:
    """Several lines, each a thing of its own, with a button for more."""
    return render("lines", locals())


@register.simple_tag
def date_input(
    *,
    name: str,
    label: str,
    day: str = "",
    month: str = "",
    year: str = "",
    quick: Sequence[Choice] = (),
    hint: str = "",
    error: str = "",
    as_heading: bool = False,
) -> SafeString:
    """A day: chosen from a few, or written out."""
    return render("date_input", locals())


@register.simple_tag
def contact_fields(
    *,
    name: str,
    label: str,
    person: str = "",
    phone: str = "",
    email: str = "",
    hint: str = "",
    errors: Mapping[str, str] | None = None,
    as_heading: bool = False,
) -> SafeString:
    """Who somebody is and how to reach them."""
    return render("contact_fields", {**locals(), "errors": errors or {}})


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
) -> SafeString:
    """The balance drawing; on a telephone two columns of stones; always a table."""
    return render(
        "balance",
        balance_context(
            gives=gives,
            costs=costs,
            gives_title=gives_title,
            costs_title=costs_title,
            summary=summary,
            caption=caption,
        ),
    )


@register.simple_tag
def plan_list(*, rows: Sequence[tuple[str, Any]]) -> SafeString:
    """Labels with their texts."""
    read = [(label, [text] if isinstance(text, str) else list(text)) for label, text in rows]
    return render("plan_list", {"rows": read})


@register.simple_tag
def message_box(
    *,
    title: str,
    name: str,
    text: str,
    rows: int = 8,
    mailto: str = "",
    subject: str = "",
    error: str = "",
) -> SafeString:
    """A message to change, copy, share or mail."""
    return render("message_box", locals())


@register.simple_tag
def suggestion(
    *,
    fits: Sequence[str],
    title: str,
    text: str,
    how: str = "",
    cost: str = "",
    href: str = "",
    phone: str = "",
    phone_href: str = "",
    checked: date | None = None,
) -> SafeString:
    """A kind of support, with the things it fits and the first step."""
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
def comparison(*, then_title: str, now_title: str, rows: Sequence[Any]) -> SafeString:
    """Two times side by side; rows have label, then, now and changed."""
    return render("comparison", locals())


@register.simple_tag
def sources(*, entries: Sequence[str], reviewed: date) -> SafeString:
    """Where a text comes from and when it was read through."""
    return render("sources", locals())


@register.simple_tag
def illustration(*, name: str) -> SafeString:
    """An inline drawing; it says nothing, so readers skip it."""
    return markup(name)
