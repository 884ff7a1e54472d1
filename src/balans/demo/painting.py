"""Every scene that can be painted, by its name."""

from collections.abc import Callable

from balans.demo import company, indoors, scenes
from balans.demo.paper import Sheet

PAINTED: dict[str, Callable[[], Sheet]] = {
    paint.__name__: paint
    for paint in (
        *(scenes.sea, scenes.garden, scenes.harbour, scenes.bench, scenes.ice, scenes.bus),
        *(indoors.table, indoors.window, indoors.tea, indoors.chess),
        *(company.shawl, company.film, company.church),
    )
}
