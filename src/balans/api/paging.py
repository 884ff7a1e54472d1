"""Pages of a list, as HSDS specifies them."""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ConfigDict, Field, SerializeAsAny

from balans.api.asking import AskedList, AskedPage
from balans.api.operation import NDJSON, Answer, Stream, lines

T = TypeVar("T", bound=BaseModel)


class Page(BaseModel, Generic[T]):
    """One page of a list."""

    model_config = ConfigDict(
        frozen=True,
        defer_build=True,
        json_schema_extra={"description": "One page of a list."},
    )

    total_items: int = Field(description="How many there are on all pages together.")
    total_pages: int = Field(description="How many pages there are.")
    page_number: int = Field(description="Which page this is; the first is 1.")
    size: int = Field(description="How many stand on this page.")
    first_page: bool
    last_page: bool
    empty: bool = Field(description="Nothing stands on this page.")
    contents: list[SerializeAsAny[T]]


def page(asked: AskedPage, total: int, contents: Sequence[T]) -> Page[T]:
    """Return one page of a list."""
    return Page(**numbers(asked, total, len(contents)), contents=list(contents))


def numbers(asked: AskedPage, total: int, size: int) -> dict[str, Any]:
    """Return what a page says about itself."""
    pages = math.ceil(total / asked.per_page)
    return {
        "total_items": total,
        "total_pages": pages,
        "page_number": asked.page,
        "size": size,
        "first_page": asked.page == 1,
        "last_page": asked.page >= pages,
        "empty": size == 0,
    }


def start_of(asked: AskedPage) -> int:
    """Return how many stand on the pages before."""
    return (asked.page - 1) * asked.per_page


def cut(asked: AskedPage, everything: Sequence[T]) -> Page[T]:
    """Return one page of a list that is in memory."""
    start = start_of(asked)
    return page(asked, len(everything), everything[start : start + asked.per_page])


def listed(
    asked: AskedList,
    one_page: Callable[[], Page[T]],
    everything: Callable[[], Iterable[T]],
) -> Answer:
    """Return one page, or all of it line by line when that was asked."""
    if asked.format == "ndjson":
        return Stream(lines(everything()), NDJSON)
    return one_page()
