"""Looks for accessibility faults on a page (WCAG 2.2 AA, axe)."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    # What is well need not be written down, node by node: that is most of the work.
    "resultTypes": ["violations"],
    "preload": False,
}
COLOURS = {**RULES, "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
LOOK = "(options) => axe.run(options).then((found) => found.violations)"


def faults(page, *, of_colour: bool = False) -> list[str]:
    """Return what is wrong with a page; `of_colour` looks at what another scheme changes alone."""
    page.evaluate(Axe().axe_script)
    return [
        f"{page.url}: {fault['id']}: {node['html'][:120]}"
        for fault in page.evaluate(LOOK, COLOURS if of_colour else RULES)
        for node in fault["nodes"]
    ]
