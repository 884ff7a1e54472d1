"""The ways to install: what they name exists, linters accept it, each step does what it says."""

import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
import urllib.request
from fnmatch import fnmatch
from pathlib import Path

import jsonschema
import pytest
import yaml
from dockerfile_parse import DockerfileParser

from balans.core.environment import KNOWN_NAMES
from conftest import free_port, wait_until_served

ROOT = Path(__file__).resolve().parents[1]
CONTAINERFILE = ROOT / "Containerfile"
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))
IGNORED = (ROOT / ".containerignore").read_text(encoding="utf-8").splitlines()
HADOLINT = Path(sys.executable).with_name("hadolint")
USER = "10001"
WHOLE = os.environ.get("BALANS_WHOLE_INSTALL") == "1"
"""Fetch every library anew, as an engine would; else those of the tests serve (make installs)."""


def steps() -> list[dict]:
    with CONTAINERFILE.open("rb") as file:
        return DockerfileParser(fileobj=file).structure


def values(instruction: str) -> list[str]:
    return [each["value"] for each in steps() if each["instruction"] == instruction]


def last_stage() -> list[dict]:
    found = steps()
    return found[max(n for n, each in enumerate(found) if each["instruction"] == "FROM") :]


# The container


@pytest.mark.skipif(not HADOLINT.is_file(), reason="no hadolint for this kind of machine on PyPI")
def test_a_linter_accepts_the_containerfile():
    done = subprocess.run([HADOLINT, CONTAINERFILE], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def copied() -> list[str]:
    """Return what is copied from the folder of the product."""
    return [
        source
        for value in values("COPY")
        if not value.startswith("--from")
        for source in value.split()[:-1]
    ]


def goes_along(path: str) -> bool:
    """Return whether a file reaches the engine, as .containerignore has it: the last line wins."""
    along = True
    for line in IGNORED:
        pattern = line.lstrip("!").removeprefix("**/")
        parts = Path(path).parts
        at = parts if line.lstrip("!").startswith("**/") else parts[:1]
        if pattern and not pattern.startswith("#") and any(fnmatch(part, pattern) for part in at):
            along = line.startswith("!")
    return along


def test_all_that_is_copied_exists_and_goes_along():
    assert copied()
    for each in copied():
        assert (ROOT / each).exists(), each
        assert goes_along(each), each


@pytest.mark.parametrize(
    "path",
    ["var/keys/master-1", ".git/config", "secrets/database_password", ".env", ".venv/bin/python",
     "src/balans/core/tests/test_vault.py", "src/balans/core/__pycache__/x.pyc", "tests/x.py"],
)  # fmt: skip
def test_data_keys_secrets_and_history_never_reach_the_engine(path):
    assert not goes_along(path)
    assert (ROOT / ".dockerignore").resolve() == ROOT / ".containerignore"


def test_the_last_stage_has_its_own_user_and_nothing_that_builds():
    users = [each["value"] for each in last_stage() if each["instruction"] == "USER"]
    assert users == [f"{USER}:{USER}"]
    text = " ".join(each["value"] for each in last_stage())
    assert not re.search(r"\b(pip|apt-get|gcc|build-essential|curl)\b", text)
    assert "--from=build" in text


def install_as_the_containerfile_says(folder: Path) -> Path:
    """Do the RUN steps of the first stage, in a folder that has what is copied; return the venv."""
    source, home = folder / "source", folder / "opt" / "balans"
    skipped = shutil.ignore_patterns("__pycache__", "tests", "*.egg-info")
    for each in copied():
        if (ROOT / each).is_dir():
            shutil.copytree(ROOT / each, source / each, ignore=skipped)
        else:
            source.mkdir(exist_ok=True)
            shutil.copy(ROOT / each, source / each)
    first = values("RUN")[0]
    assert "/opt/balans" in first
    command = first.replace("/opt/balans", str(home)).replace("python -m", f"{sys.executable} -m")
    lent = {} if WHOLE else {"PIP_NO_DEPS": "1"}
    subprocess.run(["sh", "-ec", command], cwd=source, check=True, env=bare(**lent))
    if not WHOLE:
        (packages,) = home.glob("lib/*/site-packages")
        (packages / "lent.pth").write_text(sysconfig.get_path("purelib"))
    return home


def bare(**more: str) -> dict[str, str]:
    """Return an environment without settings and without the path to the checkout."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("BALANS_") and name not in ("PYTHONPATH", "DJANGO_SETTINGS_MODULE")
    }
    return kept | more


@pytest.fixture(scope="module")
def installed(tmp_path_factory) -> Path:
    return install_as_the_containerfile_says(tmp_path_factory.mktemp("image"))


@pytest.mark.load
@pytest.mark.once
def test_what_the_container_installs_serves_pages_from_an_empty_folder(installed, tmp_path):
    """Also the proof that a wheel carries content, fonts and templates: nothing else is there."""
    assert not (installed / "bin" / "pip").exists()
    command = json.loads(values("CMD")[0])
    assert command[:1] == ["run"] and values("ENTRYPOINT") == ['["balans"]']
    port = free_port()
    words = [*command[:-1], str(port)]
    process = subprocess.Popen(
        [installed / "bin" / "balans", *words],
        env=bare(BALANS_DATA=str(tmp_path / "data")),
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        wait_until_served(f"http://localhost:{port}")
        for path, expected in (
            ("/", b"Mantelzorg"),
            ("/en/", b"carer"),
            ("/oefeningen/grenzen/", b"grenzen"),
            ("/informatie/", b"/informatie/"),
            ("/zoeken/?q=slapen", b"slapen"),
            ("/oefeningen/grenzen/papier.pdf", b"%PDF-"),
        ):
            assert expected in read(f"http://localhost:{port}{path}"), path
        assert healthy(port)
    finally:
        process.terminate()
        process.wait(timeout=20)
    assert not healthy(port)


def healthy(port: int) -> bool:
    """Return what the health check of the container makes of it."""
    (code,) = re.findall(r'"(import [^"]+)"', values("HEALTHCHECK")[0])
    assert code == COMPOSE["services"]["web"]["healthcheck"]["test"][-1]
    code = code.replace("localhost:8000", f"localhost:{port}")
    return subprocess.run([sys.executable, "-c", code], capture_output=True).returncode == 0


def read(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=20) as answer:
        body: bytes = answer.read()
    return body


@pytest.mark.load
@pytest.mark.once
def test_what_is_installed_holds_all_content_and_no_test_and_its_doctor_says_so(
    installed, tmp_path
):
    (package,) = installed.glob("lib/*/site-packages/balans")
    ours = [path for path in (ROOT / "content").rglob("*") if path.is_file()]
    assert len(ours) > 500
    assert [each for each in ours if not (package / each.relative_to(ROOT)).is_file()] == []
    assert not list(package.rglob("tests"))
    done = subprocess.run(
        [installed / "bin" / "balans", "doctor", "--json"],
        env=bare(BALANS_DATA=str(tmp_path)),
        capture_output=True,
        text=True,
        check=False,
    )
    names = {each["name"] for each in json.loads(done.stdout)["findings"]}
    assert "no-database-yet" in names and not {"fonts-missing", "content"} & names


def test_the_version_of_python_is_one_that_we_say_we_run_on():
    bases = {value.split()[0] for value in values("FROM")}
    assert len(bases) == 1
    (version,) = re.findall(r"python:(\d+)\.(\d+)-slim", bases.pop())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    least = re.findall(r"\d+", project["requires-python"])
    assert tuple(map(int, version)) >= tuple(map(int, least))


# Compose


def test_the_compose_file_keeps_to_the_specification():
    schema = json.loads((ROOT / "tests" / "compose" / "compose-spec.json").read_text())
    jsonschema.Draft201909Validator(schema).validate(COMPOSE)


def test_every_setting_in_the_compose_file_is_one_that_is_read():
    given = set(COMPOSE["services"]["web"]["environment"])
    assert "BALANS_SITE" in given and given <= KNOWN_NAMES


def test_passwords_come_from_files_and_stand_nowhere_else():
    for service in COMPOSE["services"].values():
        for name in service.get("environment", {}):
            assert not name.endswith(("PASSWORD", "SECRET", "SECRET_KEY")), name
    for service in COMPOSE["services"].values():
        for name in service.get("secrets", []):
            assert COMPOSE["secrets"][name]["file"].startswith("./secrets/")
    assert "secrets/" in (ROOT / ".gitignore").read_text().splitlines()


def test_keys_lie_apart_and_every_service_is_held_in():
    web = COMPOSE["services"]["web"]
    assert {"data:/var/lib/balans", "keys:/var/lib/balans/keys"} <= set(web["volumes"])
    assert "ports" not in web and web["cap_drop"] == ["ALL"]
    for name, service in COMPOSE["services"].items():
        assert service["read_only"] is True, name
        assert service["security_opt"] == ["no-new-privileges:true"], name
    assert COMPOSE["networks"]["inside"]["internal"] is True
    assert COMPOSE["services"]["database"]["networks"] == ["inside"]


def test_every_volume_and_file_that_is_named_is_there():
    named = {
        volume.split(":")[0] for each in COMPOSE["services"].values() for volume in each["volumes"]
    }
    for each in named:
        assert (ROOT / each).exists() if each.startswith(".") else each in COMPOSE["volumes"]
    assert named - {each for each in named if each.startswith(".")} == set(COMPOSE["volumes"])
