"""What the balance component shows: the drawing, the stones for a phone, the table."""

from collections.abc import Sequence
from typing import Any

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.ui.drawings.balance import COSTS, GIVES, Stone, layout
from balans.ui.drawings.lettering import clean, shorten
from balans.ui.drawings.svg import Words, mini_svg, web_svg

_PHONE_CHARS = 90


def balance_context(
    *,
    gives: Sequence[Stone],
    costs: Sequence[Stone],
    gives_title: str,
    costs_title: str,
    summary: str,
    caption: str = "",
    heads: Sequence[str] = (),
    larger: str = "",
) -> dict[str, Any]:
    """Return the context of ui/balance.html. The summary says in words what the drawing shows.

    `heads` stand above the table and `larger` in the legend; without them it is about how often.
    """
    drawn = layout(gives, costs)
    words = Words(
        gives_title, costs_title, more_text(drawn.gives_more), more_text(drawn.costs_more)
    )
    return {
        # Every text in these two is escaped where they are written (svg.py).
        "drawing": mark_safe(web_svg(drawn, summary=summary, words=words)),
        "beam": mark_safe(mini_svg(drawn)),
        "dense": drawn.font_size < 20,
        "caption": caption,
        "heads": heads or (_("Wat je doet"), _("Hoe vaak"), _("Wat het geeft of kost")),
        "larger": larger or _("Hoe groter, hoe vaker"),
        "columns": [
            _column(gives_title, [placed.stone for placed in drawn.gives], GIVES, words.gives_more),
            _column(costs_title, [placed.stone for placed in drawn.costs], COSTS, words.costs_more),
        ],
        "legend": [*_legend(gives, GIVES), *_legend(costs, COSTS)],
        "rows": [*gives, *costs],
    }


def more_text(count: int) -> str:
    """Return the words for what is counted and not drawn, empty when there is nothing."""
    if count <= 0:
        return ""
    return ngettext("en nog %(count)s", "en nog %(count)s", count) % {"count": count}


def _column(title: str, stones: Sequence[Stone], colours: dict[int, str], more: str) -> Any:
    often_first = sorted(stones, key=lambda stone: -stone.size)
    return {
        "title": title,
        "more": more,
        "stones": [
            {
                "text": shorten(clean(stone.text), _PHONE_CHARS),
                "colour": _colour(stone, colours),
                "size": max(1, min(4, stone.size)),
            }
            for stone in often_first
        ],
    }


def _legend(stones: Sequence[Stone], colours: dict[int, str]) -> list[dict[str, str]]:
    """Return each colour in use with its meaning, strongest first, from the stones' own words."""
    meanings = {_colour(stone, colours): stone.effect_text for stone in stones}
    ordered = [colours[2], colours[1]]
    return [{"colour": c, "text": meanings[c]} for c in ordered if meanings.get(c)]


def _colour(stone: Stone, colours: dict[int, str]) -> str:
    return colours[max(1, min(2, stone.strength))]
