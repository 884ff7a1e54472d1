"""The units for systemd: commands that exist, a service that may do little, timers that fire."""

import configparser
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from balans import cli

ROOT = Path(__file__).resolve().parents[1]
UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
TIMERS = sorted(UNITS.glob("*.timer"))
OPERATING = (ROOT / "docs" / "operating.md").read_text(encoding="utf-8")
PROGRAM = "/opt/balans/bin/balans"
MOST_EXPOSED = 20
"""Of a hundred, as `systemd-analyze security` counts; a service without any of it has 96."""

ANALYZE = shutil.which("systemd-analyze")
with_systemd = pytest.mark.skipif(ANALYZE is None, reason="systemd is not installed here")
HARDENED = {
    "User": "balans",
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "CapabilityBoundingSet": "",
    "UMask": "0077",
    "LimitCORE": "0",
    "MemorySwapMax": "0",
    "StateDirectory": "balans",
    "StateDirectoryMode": "0700",
}


def read(path: Path) -> configparser.ConfigParser:
    unit = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
    unit.optionxform = str
    unit.read(path, encoding="utf-8")
    return unit


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_what_a_service_starts_is_a_command_of_ours(path):
    program, *words = shlex.split(read(path)["Service"]["ExecStart"])
    assert program == PROGRAM
    assert cli.parser().parse_args(words).act


@pytest.mark.parametrize("path", SERVICES, ids=named)
def test_a_service_may_do_little_and_says_what_it_writes(path):
    service = read(path)["Service"]
    assert {name: service.get(name) for name in HARDENED} == HARDENED
    assert service["EnvironmentFile"] == "-/etc/balans/environment"
    assert "BALANS_DATA=/var/lib/balans" in service["Environment"].split()
    assert service["ReadWritePaths"].split()[0] == "/var/lib/balans"
    assert re.fullmatch(r"\d+[MG]", service["MemoryMax"])


@pytest.mark.parametrize("path", TIMERS, ids=named)
def test_a_timer_starts_a_service_and_makes_up_for_a_night_that_was_off(path):
    timer = read(path)
    assert path.with_suffix(".service") in SERVICES
    assert timer["Timer"]["Persistent"] == "yes" and timer["Timer"]["RandomizedDelaySec"]
    assert timer["Install"]["WantedBy"] == "timers.target"


def test_every_unit_is_described():
    for path in UNITS.iterdir():
        assert path.name in OPERATING, path.name


@pytest.fixture
def copies(tmp_path) -> list[str]:
    """The units, with a program in place of ours that this machine has."""
    for path in (*SERVICES, *TIMERS):
        text = path.read_text(encoding="utf-8").replace(PROGRAM, "/bin/true")
        (tmp_path / path.name).write_text(text, encoding="utf-8")
    return sorted(map(str, tmp_path.iterdir()))


@with_systemd
def test_systemd_understands_every_line(copies):
    done = subprocess.run([ANALYZE, "verify", *copies], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@with_systemd
def test_systemd_finds_the_services_well_closed(copies):
    for path in copies:
        if path.endswith(".service"):
            command = [ANALYZE, "security", "--offline=yes", f"--threshold={MOST_EXPOSED}", path]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout
