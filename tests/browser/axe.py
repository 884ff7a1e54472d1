"""Looks for accessibility faults on a page (WCAG 2.2 AA, axe)."""

from axe_playwright_python.sync_playwright import Axe

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def faults(page) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{page.url}: {fault['id']}: {node['html'][:120]}"
        for fault in found
        for node in fault["nodes"]
    ]
