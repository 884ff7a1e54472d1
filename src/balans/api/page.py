"""The page for people about the interface: content, with the address of this site filled in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from balans.api.site import site
from balans.core.content import Provenance, library
from balans.core.language import page_language
from balans.core.prose import Prose, read_prose
from balans.pages.middleware import public_page

FOLDER, NAME = "pages", "api"
SITE = "{site}"


def words(language: str) -> Prose:
    """Return the page in a language, with the address of this site in its examples."""
    found = read_prose(FOLDER, NAME, language)
    return Prose(found.title, found.text.replace(SITE, site()), found.language)


@public_page
@require_safe
def explained(request: HttpRequest) -> HttpResponse:
    """Explain the interface to people."""
    entry = library().decode(Provenance, FOLDER, NAME, "page.toml")
    prose = words(page_language())
    context = {"prose": prose, "sources": entry.sources, "reviewed": entry.reviewed}
    return render(request, "api/explained.html", context)
