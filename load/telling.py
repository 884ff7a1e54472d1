"""Telling what happened: a table to read, and the same as data."""

import os
import platform
from dataclasses import asdict
from datetime import date
from typing import Any

from load.counting import percentile, rows, slope
from load.running import Plan, Ran
from load.watching import Moment

WARM_SHARE = 0.3
"""The beginning is left out where memory is looked at: what is needed once is fetched then."""


def as_data(
    plan: Plan, ran: Ran, moments: list[Moment], versions: dict[str, str]
) -> dict[str, Any]:
    """Return everything that was measured."""
    count = ran.count
    every = sorted(time for times in count.times.values() for time in times)
    warm = [each for each in moments if each.at >= moments[-1].at * WARM_SHARE]
    return {
        "date": date.today().isoformat(),
        "machine": machine(),
        "versions": versions,
        "people": plan.people,
        "accounts": ran.accounts,
        "pace": plan.pace,
        "seconds": round(ran.seconds, 1),
        "requests": count.total,
        "per_second": round(count.total / ran.seconds, 1),
        "all_ms": [round(1000 * percentile(every, each), 1) for each in (0.5, 0.95, 0.99)]
        if every
        else [],
        "kinds": [asdict(each) for each in rows(count)],
        "faults": dict(count.faults.most_common()),
        "kept": count.kept,
        "lost": count.lost,
        "memory_mb": [round(warm[0].memory, 1), round(warm[-1].memory, 1)],
        "memory_mb_a_minute": round(60 * slope([(e.at, e.memory) for e in warm]), 2),
        "database_mb": [round(moments[0].database, 1), round(moments[-1].database, 1)],
        "log_mb_most": round(max(each.log for each in moments), 1),
        "letters_waiting_most": max(each.waiting for each in moments),
        "processor_seconds": {
            "server": round(ran.server_seconds, 1),
            "measuring": round(ran.own_seconds, 1),
        },
    }


def machine() -> str:
    """Return the machine in a few words."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}"


def as_markdown(found: dict[str, Any]) -> str:
    """Return the same as a page of tables."""
    p50, p95, p99 = found["all_ms"] or (0, 0, 0)
    began, ended = found["memory_mb"]
    first, last = found["database_mb"]
    worked = found["processor_seconds"]
    versions = ", ".join(f"{name} {each}" for name, each in found["versions"].items())
    lines = [
        f"## {found['people']} people at once, {found['seconds'] / 60:.1f} minutes",
        f"{found['date']}, {found['machine']}, {versions}. Pace {found['pace']}; "
        f"{found['accounts']} came with an account.",
        "",
        "| what | measured |",
        "|---|---|",
        f"| requests, a second | {found['requests']}, {found['per_second']} |",
        f"| all, p50 / p95 / p99 ms | {p50} / {p95} / {p99} |",
        f"| faults | {sum(found['faults'].values())} |",
        f"| acknowledged and looked for again; lost | {found['kept']}; {len(found['lost'])} |",
        f"| memory of all processes, first / last MB; MB a minute | {began} / {ended}; "
        f"{found['memory_mb_a_minute']} |",
        f"| database, first / last MB; its log at most | {first} / {last}; "
        f"{found['log_mb_most']} |",
        f"| letters waiting at most | {found['letters_waiting_most']} |",
        f"| processor: the server, the measuring, s | {worked['server']}, {worked['measuring']} |",
        "",
        "| kind of request | number | p50 ms | p95 ms | p99 ms |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| {each['kind']} | {each['number']} | {each['p50']:.1f} | {each['p95']:.1f} "
        f"| {each['p99']:.1f} |"
        for each in found["kinds"]
    ]
    if found["faults"]:
        lines += ["", "Faults:", *(f"- {why} ({many})" for why, many in found["faults"].items())]
    return "\n".join(lines) + "\n"
