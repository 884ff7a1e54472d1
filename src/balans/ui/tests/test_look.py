"""Colours one can read in both schemes, and a page that weighs little."""

import gzip
import re
from pathlib import Path

import pytest

from balans.ui.bundles import script, stylesheet

TOKENS = (Path(__file__).parents[1] / "css" / "tokens.css").read_text(encoding="utf-8")
COLOURS = dict(re.findall(r"--([a-z-]+): (light-dark\([^)]*\)|#[0-9a-f]{6});", TOKENS))

TEXT_ON = [
    *(
        (ink, ground)
        for ink in ("ink", "ink-soft", "deep", "clay")
        for ground in ("paper", "surface")
    ),
    *(("ink", f"{wash}-wash") for wash in ("sun", "moss", "sky", "rose")),
    *(("ink-soft", f"{wash}-wash") for wash in ("sun", "moss", "sky", "rose")),
    *(("deep", f"{wash}-wash") for wash in ("sun", "moss", "sky", "rose")),
    ("on-deep", "deep"),
    ("on-clay", "clay"),
    *(("on-shape", shape) for shape in ("sun", "moss", "sky", "rose")),
]
EDGE_ON = [("edge", "paper"), ("edge", "surface"), ("deep", "paper")]


def colour(name: str, scheme: int) -> tuple[float, ...]:
    found = re.findall(r"#([0-9a-f]{6})", COLOURS[name])
    hexes = found[scheme] if len(found) == 2 else found[0]
    return tuple(int(hexes[i : i + 2], 16) / 255 for i in (0, 2, 4))


def luminance(rgb: tuple[float, ...]) -> float:
    """Return the relative luminance. Source: WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one: str, other: str, scheme: int) -> float:
    light, dark = sorted((luminance(colour(each, scheme)) for each in (one, other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("text", "ground"), TEXT_ON)
def test_text_can_be_read(text, ground, scheme):
    assert contrast(text, ground, scheme) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize(("edge", "ground"), EDGE_ON)
def test_edges_of_fields_can_be_seen(edge, ground, scheme):
    assert contrast(edge, ground, scheme) >= 3


def test_every_token_that_is_used_exists():
    used = set(re.findall(r"var\(--([a-z0-9-]+)", stylesheet()))
    known = set(re.findall(r"--([a-z0-9-]+):", stylesheet()))
    assert used <= known


def test_motion_stops_for_who_asks_for_calm():
    assert "prefers-reduced-motion" in stylesheet()
    assert "data-rustig" in stylesheet()


def test_style_and_script_stay_light():
    assert len(gzip.compress(script().encode())) <= 5_000
    assert len(gzip.compress(stylesheet().encode())) <= 12_000
