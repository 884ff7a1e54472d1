"""Components that one fills in, and what stands around them."""

from collections.abc import Mapping, Sequence

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from balans.ui.components.register import register, render
from balans.ui.types import Amount, Choice, Error, Row


@register.simple_tag
def button(
    *,
    text: str,
    href: str = "",
    kind: str = "main",
    name: str = "",
    value: str = "",
    download: bool = False,
    about: str = "",
) -> SafeString:
    """A link that looks like a button when it has an href, else a submit button.

    `about` is heard after the text, where the same button stands beside several things.
    """
    return render("button", locals())


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
    required: bool = False,
    row: bool = False,
) -> SafeString:
    """Radios or checkboxes as large cards, with lines for one's own below.

    With `required` there is no radio to leave it open. A `row` has short answers side by side.
    """
    return render("choices", locals())


@register.simple_tag
def pick(
    *,
    name: str,
    label: str,
    groups: Sequence[tuple[str, Sequence[Choice]]],
    none: str,
    hint: str = "",
    error: str = "",
) -> SafeString:
    """One of many in a list that unfolds; `none` is said when nothing is chosen.

    A group without a title stands by itself.
    """
    return render("pick", {**locals(), "as_heading": False})


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
def amounts(
    *,
    name: str,
    legend: str,
    rows: Sequence[Amount],
    thing: str,
    amount: str,
    unit: str,
    hint: str = "",
    as_heading: bool = False,
) -> SafeString:
    """Things with a field for a number each; `thing` and `amount` stand above the columns."""
    return render("amounts", locals())


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
    inputmode: str = "",
    autocomplete: str = "off",
) -> SafeString:
    """One line to write on; `inputmode` asks for another keyboard on a telephone."""
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
    required: bool = False,
) -> SafeString:
    """A day: chosen from a few, or written out. What is required cannot be left open again."""
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
def file_input(
    *,
    name: str,
    label: str,
    hint: str = "",
    error: str = "",
    accept: str = "",
    multiple: bool = False,
) -> SafeString:
    """A file of one's own to choose, or several at once."""
    return render("file_input", locals())


@register.simple_tag
def search_box(
    *, value: str = "", label: str = "", hint_shown: bool = False, id: str = "zoek"
) -> SafeString:
    """The field to search with, which suggests while one types; `id` is its own on a page."""
    hint = _("Zoek in je eigen woorden, zoals: wie blijft er een nacht bij hem?")
    context = {
        "value": value,
        "label": label or _("Waar zoek je hulp of uitleg bij?"),
        "hint": hint if hint_shown else "",
        "id": id,
    }
    return render("search_box", context)
