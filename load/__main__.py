"""A load test of believable days. Run: make load PEOPLE=500 MINUTES=10 DATABASE=postgres."""

import argparse
import base64
import json
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.crowd.shapes import SEED, secret_of, shape_of
from bench.servers import OURS, ROOT, serving, settle
from load.keeping import keep
from load.photos import draw_all
from load.running import Plan, Ran, run
from load.telling import as_data, as_markdown
from load.watching import Watch

CEILING = (4, 8, 16, 32, 64)
"""How many at once who do not think, until more of them get no more done."""

CEILING_SECONDS = 20
ENOUGH = 1.05


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve the product, let people have their day, print and keep what was measured."""
    options = parser().parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="balans-load-") as folder:
        data = Path(folder)
        known = filled(data, options.crowd)
        draw_all()
        with serving(OURS, "/", data, BALANS_PROXY_HEADER="1", BALANS_DEMO="0") as (url, pid, _s):
            settle(pid, 15)
            found = [_measured(plan, url, pid, data) for plan in _plans(options, known)]
            if options.ceiling:
                found = list(_until_full(options, known, url, pid, data))
    for each in found:
        print(as_markdown(each))
    if options.keep:
        keep(found[0]["versions"]["database"], "\n".join(map(as_markdown, found)))
    if options.out:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.with_suffix(".json").write_text(json.dumps(found, indent=1))
        options.out.with_suffix(".md").write_text("\n".join(map(as_markdown, found)))
    return int(any(each["faults"] or each["lost"] for each in found))


def parser() -> argparse.ArgumentParser:
    """Return what can be asked for. The database is the one in BALANS_DATABASE_URL, else SQLite."""
    root = argparse.ArgumentParser(prog="load", description=__doc__)
    root.add_argument("--people", type=int, nargs="+", default=[50])
    root.add_argument("--minutes", type=float, default=10)
    root.add_argument("--pace", type=float, default=1, help="stretches thinking; 0: none")
    root.add_argument("--ceiling", action="store_true", help="without pauses, until it is full")
    root.add_argument("--crowd", type=int, default=1000, help="who was there before; see bench")
    root.add_argument("--seed", type=int, default=SEED)
    root.add_argument("--keep", action="store_true", help="write the tables in docs/load.md")
    root.add_argument("--out", type=Path, help="where to keep it, as .json and .md")
    return root


def filled(data: Path, people: int) -> tuple[str, ...]:
    """Make a crowd that was there before; return the cookies of its accounts."""
    if not people:
        return ()
    command = [sys.executable, "-m", "bench.crowd", "--people", str(people)]
    paths = (str(ROOT), str(ROOT / "src"), os.environ.get("PYTHONPATH", ""))
    settings = {"BALANS_DATA": str(data), "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    subprocess.run(command, env=os.environ | settings, check=True, stdout=subprocess.DEVNULL)
    numbers = (each for each in range(people) if shape_of(each).account)
    return tuple(_cookie(secret_of(SEED, each)) for each in numbers)


def _cookie(secret: bytes) -> str:
    """Return a secret as it stands in the cookie; without Django, which takes memory and time."""
    return base64.urlsafe_b64encode(secret).rstrip(b"=").decode()


def _plans(options: argparse.Namespace, known: tuple[str, ...]) -> list[Plan]:
    if options.ceiling:
        return []
    return [
        Plan(people, options.minutes * 60, options.pace, options.seed, known)
        for people in options.people
    ]


def _until_full(
    options: argparse.Namespace, known: tuple[str, ...], url: str, pid: int, data: Path
) -> Any:
    """Yield what was measured with more and more people who do not think."""
    best = 0.0
    for people in CEILING:
        found = _measured(Plan(people, CEILING_SECONDS, 0, options.seed, known), url, pid, data)
        yield found
        if found["per_second"] < best * ENOUGH:
            return
        best = found["per_second"]


def _measured(plan: Plan, url: str, pid: int, data: Path) -> dict[str, Any]:
    address = os.environ.get("BALANS_DATABASE_URL", "")
    watch = Watch(pid=pid, data=data, address=address)
    try:
        ran: Ran = run(plan, url, watch)
    finally:
        watch.close()
    kept = {"Python": platform.python_version(), "granian": version("granian")}
    kept["database"] = "PostgreSQL" if address else "SQLite"
    return as_data(plan, ran, watch.moments, kept)


if __name__ == "__main__":
    sys.exit(main())
