"""Filling in any form as somebody would: what stands in it is all that is known of it. Pure."""

import html
import re
from random import Random

INPUT = re.compile(r"<(input|textarea)\b([^>]*)>(?:([^<]*)</textarea>)?", re.S)
ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>.*?</form>', re.S)
WORDS = (
    "Samen een rondje lopen",
    "Mijn zus bellen op zondag",
    "Ik wil weer naar het koor",
    "Een middag voor mezelf",
    "De nachten zijn zwaar",
)
Fields = list[tuple[str, str]]


def form_with(page: str, name: str = "") -> str:
    """Return the form of a page that has a field of this name, else the longest one."""
    forms = FORM.findall(page)
    named = [each for each in forms if f'name="{name}"' in each] if name else forms
    return max(named or forms or [""], key=len)


def filled(form: str, dice: Random) -> Fields:
    """Return what somebody fills in: one of each row of circles, some boxes, a few words."""
    fields: Fields = []
    choices: dict[str, list[str]] = {}
    for tag, raw, inside in INPUT.findall(form):
        found = {key: html.unescape(value) for key, value in ATTRIBUTE.findall(raw)}
        name, kind = found.get("name", ""), "text" if tag == "textarea" else found.get("type", "")
        if not name or kind in ("submit", "file", "button"):
            continue
        if kind == "hidden":
            fields.append((name, found.get("value", "")))
        elif kind in ("radio", "checkbox"):
            choices.setdefault(f"{kind} {name}", []).append(found.get("value", "on"))
        else:
            fields.append((name, inside or found.get("value", "") or _words(kind, dice)))
    for named, values in choices.items():
        kind, name = named.split(" ", 1)
        fields += [(name, each) for each in _chosen(kind, values, dice)]
    return fields


def _words(kind: str, dice: Random) -> str:
    return dice.choice(WORDS) if kind == "text" and dice.random() < 0.6 else ""


def _chosen(kind: str, values: list[str], dice: Random) -> list[str]:
    if kind == "radio":
        return [dice.choice(values)]
    return dice.sample(values, min(len(values), dice.randint(1, 3)))
