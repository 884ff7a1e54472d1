"""What stands in one cell: numbers to call, addresses, yes and no, several things at once."""

import re
from typing import TypeVar, get_args
from urllib.parse import urlsplit

from balans.directory.editing.reading.columns import plain
from balans.directory.editing.reading.problems import Unreadable
from balans.directory.offer import Audience, Free, Way

T = TypeVar("T")
MOST_LANGUAGES = 30
MAIL = re.compile(
    r"^[^\s@,;<>()?&%\"\\:/]+@[^\s@,;<>()?&%\"'\\:/]+\.([^\W\d_]{2,}|xn--[a-z0-9-]+)$"
)
"""One address and nothing else: `?` and `&` would add words or people to a mail."""

NO_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f\"<>\\]")
POSTCODE = re.compile(r"^([1-9]\d{3})\s*([A-Za-z]{2})$")
SEVERAL = re.compile(r"\s*[;|\n]\s*")
COMMAS = re.compile(r"\s*[;|,\n]\s*")
AREA_CODES_OF_THREE = frozenset(
    {f"0{number}" for number in (10, 13, 15, 20, 23, 24, 26, 30, 33, 35, 36, 38, 40, 43, 45, 46)}
    | {f"0{number}" for number in (50, 53, 55, 58, 70, 71, 72, 73, 74, 75, 76, 77, 78, 79)}
    | {f"0{number}" for number in (84, 85, 87, 88, 91)}
)
YES = {"ja", "j", "yes", "y", "true", "waar", "1", "x", "aan"}
NO = {"nee", "n", "no", "false", "onwaar", "0", "uit"}
FREE_WORDS: dict[str, Free] = {
    **dict.fromkeys(YES | {"gratis", "free", "kosteloos"}, "yes"),
    **dict.fromkeys(NO | {"betaald"}, "no"),
    **dict.fromkeys(("deels", "gedeeltelijk", "soms", "partly", "partial"), "partly"),
    **dict.fromkeys(("", "onbekend", "unknown", "weetniet"), "unknown"),
}
AUDIENCES: dict[str, Audience] = {
    **{plain(each): each for each in get_args(Audience)},
    **dict.fromkeys(("mantelzorger", "mantelzorgers", "carers"), "carer"),
    **dict.fromkeys(("jong", "jongere", "jongeren", "jongemantelzorger", "jeugd"), "young"),
    **dict.fromkeys(("kind", "kinderen"), "child"),
    **dict.fromkeys(("nabestaande", "nabestaanden"), "bereaved"),
    **dict.fromkeys(("werkend", "werkende", "werkendemantelzorger"), "working"),
    **dict.fromkeys(("dementie", "alzheimer"), "dementia"),
    **dict.fromkeys(("zieke", "patient", "wiezelfziekis", "ziek"), "ill"),
    **dict.fromkeys(("ouder", "ouders"), "parent"),
    **dict.fromkeys(("anderetaal", "anderstalig", "anderstaligen"), "other-language"),
}
WAYS: dict[str, Way] = {
    **{plain(each): each for each in get_args(Way)},
    **dict.fromkeys(("telefoon", "telefonisch", "bellen"), "phone"),
    **dict.fromkeys(("chatten",), "chat"),
    **dict.fromkeys(("email", "mailen"), "mail"),
    **dict.fromkeys(("website", "online", "internet", "site"), "web"),
    **dict.fromkeys(("thuis", "aanhuis", "bijjethuis"), "home"),
    **dict.fromkeys(("plek", "locatie", "oplocatie", "inloop"), "place"),
    **dict.fromkeys(("groep", "bijeenkomst", "groepsbijeenkomst", "samen"), "group"),
}
LANGUAGES = {
    **dict.fromkeys(("nederlands", "dutch", "nld"), "nl"),
    **dict.fromkeys(("engels", "english", "eng"), "en"),
    **dict.fromkeys(("turks", "turkish", "tur"), "tr"),
    **dict.fromkeys(("arabisch", "arabic", "ara"), "ar"),
    **dict.fromkeys(("pools", "polish", "pol"), "pl"),
    **dict.fromkeys(("duits", "german", "deu"), "de"),
    **dict.fromkeys(("frans", "french", "fra"), "fr"),
    **dict.fromkeys(("spaans", "spanish", "spa"), "es"),
    **dict.fromkeys(("oekraiens", "ukrainian", "ukr"), "uk"),
}


def several(text: str, *, commas: bool = True) -> tuple[str, ...]:
    """Return the things in a cell that stand between ; or | or new lines, and commas if so."""
    return tuple(each for each in (COMMAS if commas else SEVERAL).split(text.strip()) if each)


def read_phone(text: str) -> str:
    """Return a Dutch number as people read it, such as 038 123 45 67. Raise Unreadable."""
    bare = text.strip().removeprefix("tel:").removeprefix("Tel:").strip().replace("(0)", "")
    if not bare:
        return ""
    if re.search(r"\d\s*(/|;|,|\bof\b)\s*[\d+(]", bare):
        raise Unreadable("two_phones")
    if re.search(r"[^\d\s+().\-–/]", bare):
        raise Unreadable("phone")
    digits = re.sub(r"\D", "", bare)
    if bare.startswith("+") or digits.startswith("00"):
        digits = digits.removeprefix("00")
        if not digits.startswith("31"):
            raise Unreadable("foreign_phone")
        digits = "0" + digits[2:].removeprefix("0")
    if digits.startswith(("0800", "0900", "0906", "0909")) and 8 <= len(digits) <= 11:
        return f"{digits[:4]} {digits[4:]}"
    if len(digits) == 10 and digits.startswith("0"):
        return _grouped(digits)
    if len(digits) == 9 and digits[0] in "123456789" and not digits.startswith("14"):
        # A spreadsheet drops the nought in front.
        return _grouped("0" + digits)
    if digits.startswith("14") and len(digits) in (5, 6):
        return f"14 {digits[2:]}"
    if len(digits) in (3, 4, 5, 6) and digits.startswith(("1", "113")):
        return digits
    raise Unreadable("phone")


def _grouped(digits: str) -> str:
    if digits.startswith("06"):
        return " ".join((digits[:2], digits[2:4], digits[4:6], digits[6:8], digits[8:]))
    if digits[:3] in AREA_CODES_OF_THREE:
        return " ".join((digits[:3], digits[3:6], digits[6:8], digits[8:]))
    return " ".join((digits[:4], digits[4:6], digits[6:8], digits[8:]))


def read_url(text: str) -> str:
    """Return a whole address of the web. Raise Unreadable."""
    bare = text.strip()
    if not bare:
        return ""
    whole = bare if re.match(r"^[a-z][a-z0-9+.-]*:", bare, re.IGNORECASE) else f"https://{bare}"
    try:
        parts = urlsplit(whole)
        host = parts.hostname or ""
    except ValueError as error:
        raise Unreadable("url") from error
    is_good = parts.scheme.lower() in ("http", "https") and "." in host and not host.endswith(".")
    if not is_good or NO_ADDRESS.search(whole) or "@" in parts.netloc or len(whole) > 500:
        raise Unreadable("url")
    return f"{parts.scheme.lower()}{whole[len(parts.scheme) :]}"


def read_mail(text: str) -> str:
    """Return a mail address. Raise Unreadable."""
    bare = text.strip()
    bare = bare[7:] if bare.lower().startswith("mailto:") else bare
    if not bare:
        return ""
    if not MAIL.match(bare) or len(bare) > 200:
        raise Unreadable("mail")
    return bare


def read_postcode(text: str) -> str:
    """Return a postcode as 1234 AB. Raise Unreadable."""
    bare = text.strip()
    if not bare:
        return ""
    if (match := POSTCODE.match(bare)) is None:
        raise Unreadable("postcode")
    return f"{match[1]} {match[2].upper()}"


def read_yes(text: str) -> bool:
    """Return whether a cell says yes; empty is no. Raise Unreadable."""
    word = plain(text)
    if word in YES:
        return True
    if word in NO or not word:
        return False
    raise Unreadable("yes_or_no")


def read_free(text: str) -> Free:
    """Return whether something is free of charge. Raise Unreadable."""
    try:
        return FREE_WORDS[plain(text)]
    except KeyError as error:
        raise Unreadable("free") from error


def read_audiences(text: str) -> tuple[Audience, ...]:
    """Return for whom it is; carers when nothing stands there. Raise Unreadable."""
    return tuple(dict.fromkeys(_known(each, AUDIENCES, "audience") for each in several(text))) or (
        "carer",
    )


def read_ways(text: str) -> tuple[Way, ...]:
    """Return how one gets the help. Raise Unreadable."""
    return tuple(dict.fromkeys(_known(each, WAYS, "way") for each in several(text)))


def read_languages(text: str) -> tuple[str, ...]:
    """Return the languages; codes where we know them, else as they were written.

    Raise Unreadable for more than anybody speaks.
    """
    found = (LANGUAGES.get(plain(each), each.strip()[:200]) for each in several(text))
    spoken = tuple(dict.fromkeys(found)) or ("nl",)
    if len(spoken) > MOST_LANGUAGES:
        raise Unreadable("too_many", str(MOST_LANGUAGES))
    return spoken


def _known(text: str, known: dict[str, T], code: str) -> T:
    try:
        return known[plain(text)]
    except KeyError as error:
        raise Unreadable(code, text[:40]) from error
