"""Ask the advisory database about every exact version in constraints.txt: audit.py [--in-passing].

Ends with 1 when something is known against one of them, and with 2 when the database could not be
asked about all of them. In passing (make check) the latter is said loudly and held against nobody:
a check must also run without a connection.
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOUND, NOT_ASKED = 1, 2
SECONDS = 300


def report(pip_audit: str) -> list[dict]:
    """Return what pip-audit says of each package; nothing when it could not ask at all."""
    done = subprocess.run(
        [
            *(pip_audit, "--requirement", str(ROOT / "constraints.txt"), "--format", "json"),
            *("--disable-pip", "--no-deps", "--progress-spinner", "off"),
        ],
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )
    try:
        return json.loads(done.stdout)["dependencies"]
    except (ValueError, KeyError):
        return []


def judge(told: list[dict], wanted: int) -> tuple[int, list[str]]:
    """Return how it ends and what to say. A package that was skipped was not audited."""
    asked = [each for each in told if "vulns" in each]
    lines = [
        f"{each['name']} {each['version']}: {fault['id']}, mended in "
        f"{', '.join(fault['fix_versions']) or 'no version yet'}"
        for each in asked
        for fault in each["vulns"]
    ]
    if lines:
        return FOUND, lines
    if len(asked) < wanted:
        return NOT_ASKED, [
            f"THE AUDIT DID NOT HAPPEN: {len(asked)} of {wanted} could be asked about"
        ]
    return 0, [f"nothing is known against any of {wanted} packages"]


def main(arguments: list[str]) -> int:
    pins = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    wanted = sum("==" in line for line in pins.splitlines())
    try:
        told = report(arguments[0])
    except (OSError, subprocess.TimeoutExpired):
        told = []
    code, lines = judge(told, wanted)
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    return 0 if code == NOT_ASKED and "--in-passing" in arguments else code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
