"""Ends of support, as the makers published them; looked up in November 2026.

Sources: devguide.python.org/versions, djangoproject.com/download and
postgresql.org/support/versioning.
"""

from datetime import date, timedelta

from balans.doctor.facts import Software
from balans.doctor.finding import Findings, warning

ENDS: dict[str, dict[tuple[int, ...], date]] = {
    "Python": {
        (3, 11): date(2027, 10, 31),
        (3, 12): date(2028, 10, 31),
        (3, 13): date(2029, 10, 31),
        (3, 14): date(2030, 10, 31),
    },
    "Django": {
        (5, 2): date(2028, 4, 30),
        (6, 0): date(2027, 4, 30),
        (6, 1): date(2027, 12, 31),
    },
    "PostgreSQL": {
        (13,): date(2025, 11, 13),
        (14,): date(2026, 11, 12),
        (15,): date(2027, 11, 11),
        (16,): date(2028, 11, 9),
        (17,): date(2029, 11, 8),
        (18,): date(2030, 11, 14),
    },
}
SOON = timedelta(days=180)


def support(software: Software, *, today: date) -> Findings:
    """Look whether a program still gets repairs, and for how long."""
    ends = ENDS.get(software.name, {})
    short = next((key for key in ends if software.version[: len(key)] == key), None)
    if short is None or today + SOON < ends[short]:
        return []
    shown = f"{software.name} {'.'.join(map(str, short))}"
    over = today > ends[short]
    return warning(
        f"support-{software.name.lower()}",
        f"{shown} {'got' if over else 'gets'} its last repairs on {ends[short]:%d-%m-%Y}.",
        "Holes that are found after that stay open.",
        "Plan the upgrade (docs/upgrading.md); Debian may repair its own packages for longer.",
    )
