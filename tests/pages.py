"""Asking every page, to see whether two servers answer the same."""

import html
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from io import BytesIO
from zipfile import ZipFile

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from tests.visiting import Visitor

LEAVES_ALONE = re.compile(r"/(static|demo/[a-z]+|api/export|metingen)")
LINK = re.compile(r'(?:href|src)="(/[^"#]*)')
CHANGES = [
    ("the port of the server that was asked", re.compile(rb"http(:|%3A)//localhost(:|%3A)\d+")),
    ("the token of a form", re.compile(rb'name="csrfmiddlewaretoken" value="[^"]*"')),
    ("when a PDF was made", re.compile(rb"/(CreationDate|ModDate)\s*\(D:[^)]*\)")),
    ("when a PDF was made, in its metadata", re.compile(rb"<xmp:(\w+Date)>[^<]*</xmp:\1>")),
    ("the number of a PDF", re.compile(rb"/ID\s*\[[^\]]*\]")),
    ("the number of a PDF, in its metadata", re.compile(rb"<(xmpMM:\w+ID)>[^<]*</\1>")),
    ("the number of a form", re.compile(rb'name="_formulier" value="[^"]*"')),
    ("the number of a memory that is new", re.compile(rb'name="_nummer" value="[^"]*"')),
    ("the number of a participant who is added", re.compile(rb'name="nummer" value="[^"]*"')),
    ("the moment on the screen of a meeting", re.compile(rb"&quot;now&quot;: \d+")),
    ("when it would end, if it began now", re.compile(rb'data-part="(ends|time)">[^<]*<')),
    ("the number of a plan that is new", re.compile(rb'name="_plan" value="[^"]*"')),
    ("when a calendar was asked", re.compile(rb"DTSTAMP:\d{8}T\d{6}Z")),
    ("when data was made", re.compile(rb'"(made_at|date)": ?"[^"]*T[^"]*"')),
]
"""What may differ between two answers to one question, each with its reason."""


def same_as_ever(body: bytes) -> bytes:
    """Return an answer without what changes at every asking; of what is packed, what is in it."""
    if body.startswith(b"PK"):
        return repr(sorted(ZipFile(BytesIO(body)).namelist())).encode()
    for _why, each in CHANGES:
        body = each.sub(b"", body)
    return body


def plain_addresses() -> Iterator[str]:
    """Yield every address of the product that needs no argument, in both languages."""
    for language in ("nl", "en"):
        with override(language):
            for name in sorted(_names(get_resolver())):
                with suppress(NoReverseMatch):
                    yield reverse(name)


def _names(resolver: URLResolver, prefix: str = "") -> Iterator[str]:
    for each in resolver.url_patterns:
        if isinstance(each, URLResolver):
            space = f"{prefix}{each.namespace}:" if each.namespace else prefix
            yield from _names(each, space)
        elif isinstance(each, URLPattern) and each.name and not each.pattern.converters:
            yield prefix + each.name


@dataclass
class Walk:
    """Somebody who asks every page they can find, without pressing a button."""

    visitor: Visitor
    most: int
    answers: dict[str, tuple[int, str, bytes]] = field(default_factory=dict)

    def find(self, begin: Iterable[str], *, but: set[str]) -> None:
        """Ask these pages, and those that they lead to, save what others ask (`but`)."""
        waiting = [*begin]
        while waiting and len(self.answers) < self.most:
            path = waiting.pop(0)
            if path in self.answers or LEAVES_ALONE.match(path):
                continue
            _status, where, body = self.ask(path)
            found = [html.unescape(each) for each in LINK.findall(body.decode(errors="replace"))]
            waiting += [
                each for each in [where, *found] if each.startswith("/") and each not in but
            ]

    def ask(self, path: str) -> tuple[int, str, bytes]:
        """Ask one page; keep and return what came."""
        status, where, body = self.visitor.ask("GET", path)
        self.answers[path] = status, where, same_as_ever(body)
        return self.answers[path]

    def again(self, url: str) -> "Walk":
        """Ask the same pages in the same order, maybe of another server."""
        walk = Walk(Visitor(url, dict(self.visitor.jar)), self.most)
        for path in self.answers:
            walk.ask(path)
        return walk

    def differs_from(self, other: "Walk") -> list[str]:
        """Return which pages are not the same there."""
        return [path for path, told in self.answers.items() if other.answers[path] != told]
