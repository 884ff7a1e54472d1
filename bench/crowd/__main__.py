"""Make a crowd from the command line; print what it took."""

import argparse
import json
import os
import resource
import sys
from pathlib import Path

from bench.crowd.shapes import SEED


def main() -> int:
    """Fill the installation that the environment names."""
    options = parser().parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "balans.settings")
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    from bench.crowd.making import NotEmpty, make
    from bench.crowd.pouring import counted

    Path(settings.DATA).mkdir(parents=True, exist_ok=True, mode=0o700)
    call_command("migrate", verbosity=0, interactive=False)
    try:
        took = make(
            options.people,
            seed=options.seed,
            processes=options.processes,
            offers=options.offers,
        )
    except NotEmpty as error:
        print(f"crowd: {error}", file=sys.stderr)
        return 2
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    found = {
        "people": took.people,
        "rows": took.rows,
        "seconds": round(took.seconds, 1),
        "peak_mb": round(peak),
        "tables": counted(),
    }
    print(json.dumps(found, indent=1))
    return 0


def parser() -> argparse.ArgumentParser:
    """Return what can be asked for."""
    root = argparse.ArgumentParser(prog="bench.crowd", description=__doc__)
    root.add_argument("--people", type=int, default=100_000, help="in whole hundreds")
    root.add_argument("--seed", type=int, default=SEED)
    root.add_argument("--processes", type=int, default=2, help="that make rows")
    root.add_argument("--offers", type=int, help="local offers; as many as people, 100,000 at most")
    return root


if __name__ == "__main__":
    sys.exit(main())
