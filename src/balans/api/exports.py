"""The whole list at once: as JSON, as a table, and as a tabular data package."""

from collections.abc import Iterator
from typing import Any

from balans.api import flat, hsds, tabular, texts
from balans.api.asking import Asked
from balans.api.operation import JSON, Answer, Stream, document, operation
from balans.api.service import service
from balans.api.site import page_called, site
from balans.api.support import Wanted, every
from balans.api.taxonomy import taxonomies, terms

TAG = "Export"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}


def _services(language: str) -> Iterator[hsds.Service]:
    return (service(offer, at, full=True) for offer, at in every(Wanted(), language))


def _head(language: str) -> dict[str, Any]:
    return {
        "version": "3.0",
        "profile": page_called("api_explained", language),
        "licence": LICENCE["path"],
        "attribution": "MantelzorgBalans",
    }


@operation(
    "export/services.json",
    name="export_services_json",
    tag=TAG,
    summary="All offers of help with all related data (HSDS 3.0)",
    description="An object with `contents`, streamed, each service on a line of its own.",
    gives=None,
    local=True,
)
def services_json(asked: Asked, language: str) -> Answer:
    """Give all offers as JSON."""
    return Stream(document(_head(language), _services(language)), JSON, "services.json")


@operation(
    "export/services.csv",
    name="export_services_csv",
    tag=TAG,
    summary="All offers of help as a table",
    description="UTF-8 with commas, one offer a row, Dutch with the English words beside it. The "
    "same columns as the template for lists that editors read in.",
    gives=None,
    content_types=("text/csv",),
    local=True,
)
def services_csv(asked: Asked, language: str) -> Answer:
    """Give all offers as a table."""
    rows = (flat.row(offer) for offer, _at in every(Wanted(), "nl"))
    return Stream(tabular.plain_csv(flat.HEADER, rows), "text/csv; charset=utf-8", "services.csv")


@operation(
    "export/services.zip",
    name="export_services_zip",
    tag=TAG,
    summary="All offers of help as a tabular data package (HSDS 3.0)",
    description="A ZIP of CSV files with `datapackage.json`.",
    gives=None,
    content_types=("application/zip",),
    local=True,
)
def services_zip(asked: Asked, language: str) -> Answer:
    """Give all offers as a data package."""
    about = {
        "name": "mantelzorgbalans",
        "title": "MantelzorgBalans",
        "homepage": site(),
        "licenses": [LICENCE],
    }
    packed = tabular.zipped(
        _services(language), terms(language).values(), taxonomies(language).values(), about
    )
    return Stream(packed, "application/zip", "services.zip")


@operation(
    "export/articles.json",
    name="export_articles_json",
    tag=TAG,
    summary="All articles with their text",
    description="An object with `contents`, streamed, each article on a line of its own.",
    gives=None,
)
def articles_json(asked: Asked, language: str) -> Answer:
    """Give all articles."""
    found = (texts.article(each.name, language) for each in texts.articles_in_list(language))
    return Stream(document(_head(language), found), JSON, "articles.json")
