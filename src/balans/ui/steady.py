"""What every page has and is the same for everybody: drawn once in each language, and kept."""

from functools import cache
from typing import Any

from django.conf import settings
from django.template import Context, Library, Node, NodeList
from django.template.base import Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from balans.ui.components.register import render

register = Library()


class SteadyNode(Node):
    """Keeps what it drew. It sees no variable of the page, so nobody's words can stay in it."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist, self.drawn = nodelist, dict[str | None, SafeString]()

    def render(self, context: Context) -> SafeString:
        """Return what was drawn for the language of this page; draw it when it is the first."""
        language = get_language()
        if language not in self.drawn or settings.DEBUG:
            alone = Context()
            alone.template, alone.render_context = context.template, context.render_context
            self.drawn[language] = self.nodelist.render(alone)
        return self.drawn[language]


@register.tag
def steady(parser: Parser, _token: Token) -> SteadyNode:
    """Draw what stands up to endsteady once in each language; no variable is known in it."""
    nodelist = parser.parse(("endsteady",))
    parser.delete_first_token()
    return SteadyNode(nodelist)


@register.simple_tag
def menu(*, path: str) -> SafeString:
    """The main menu; `path` is where the page stands, which may be a place in the menu."""
    language = get_language()
    plain = _menu(language, "")
    return _menu(language, path) if f'href="{path}"' in plain else plain


@cache
def _menu(_language: str | None, path: str) -> SafeString:
    page: dict[str, Any] = {"path": path}
    return render("menu", {"page": page})
