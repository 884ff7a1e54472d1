"""Fixtures for every test: the people, and a real server for the browser."""

import gc
import logging
import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pytest

from tests.chromium import begin
from tests.databases import database_for, on_postgresql

PATIENCE = 30_000
"""Milliseconds that a page may take on a machine that does much beside; no bar of ours."""

LONG_ONES = {"browser", "load"}
DATABASE = {"db", "transactional_db", "served"}
START_SECONDS = 120
WITHOUT_BROWSER = os.environ.get("BALANS_TEST_WITHOUT_BROWSER") == "1"
THERE_TOO = "tests/browser/test_grief.py::test_it_is_told_once_and_taken_back"
"""Of the tests in a browser, one journey is enough on PostgreSQL: the browser sees no database."""


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if on_postgresql():
        config.hook.pytest_deselected(items=[each for each in items if not _touches_database(each)])
        items[:] = filter(_touches_database, items)
    # Long ones first, so that the cores are done at the same time.
    items.sort(key=lambda each: not LONG_ONES.intersection(each.keywords))
    if WITHOUT_BROWSER:
        skip = pytest.mark.skip(reason="BALANS_TEST_WITHOUT_BROWSER=1")
        for item in items:
            if "browser" in item.keywords:
                item.add_marker(skip)


def _touches_database(item: pytest.Item) -> bool:
    """Return whether a test has anything to do with the database, so that it runs on both kinds."""
    if "browser" in item.keywords:
        return item.nodeid.startswith(THERE_TOO)
    if item.get_closest_marker("once"):
        return False
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(fixtures & DATABASE) or any(map(item.get_closest_marker, ("django_db", "load")))


def pytest_collection_finish() -> None:
    """What was collected stays: the collector of garbage need not look at it at every turn."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def plain_static_files() -> Iterator[None]:
    """Let templates name static files without collecting them first."""
    from django.conf import settings
    from django.test import override_settings

    storages = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    with override_settings(STORAGES=storages):
        yield


@pytest.fixture(autouse=True)
def dutch_again() -> Iterator[None]:
    """Leave no language behind: a request for an English page sets it for what comes after."""
    from django.conf import settings
    from django.utils.translation import activate

    yield
    activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def no_groups_remembered() -> None:
    """Let no test remember of another that no group is listed."""
    from balans.groups.listed.on_the_map import nothing_listed

    nothing_listed.forget()


class _Kept(logging.Handler):
    """Keeps lines as they would stand in the log."""

    def __init__(self, lines: list[str]) -> None:
        super().__init__()
        self.lines = lines

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log_lines() -> Iterator[list[str]]:
    """Take down what our own code logs, through the filters and the form of the real log."""
    from balans.core.logs import HideSecrets, NotTooOften, WithoutWords

    handler = _Kept([])
    handler.setFormatter(WithoutWords())
    handler.addFilter(HideSecrets())
    handler.addFilter(NotTooOften())
    logging.getLogger("balans").addHandler(handler)
    yield handler.lines
    logging.getLogger("balans").removeHandler(handler)


@pytest.fixture
def anna(client):
    """A carer: a guest with a browser of her own."""
    return client


@pytest.fixture
def chris():
    """A stranger with another browser."""
    from django.test import Client

    return Client()


@dataclass
class Served:
    """A real server with the demo people, as `make run` starts it."""

    url: str
    data: Path
    process: "subprocess.Popen[bytes]"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(
    data: Path,
    *,
    errors: IO[bytes] | None = None,
    program: str = "balans.cli",
    port: int = 0,
    **environment: str,
) -> Iterator[Served]:
    """Run the product until the block ends; `errors` takes what it logs; `port` 0: a free one."""
    port = port or free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", program, "run", "--port", str(port)],
        env=os.environ | {"BALANS_DATA": str(data)} | database_for(data) | environment,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        start_new_session=True,
    )
    url = f"http://localhost:{port}"
    try:
        wait_until_served(url)
        yield Served(url=url, data=data, process=process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_served(url: str) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(f"{url}/gezond/", timeout=2).read()
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the server did not start")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as server:
        yield server


@pytest.fixture(scope="session")
def chromium():
    """A browser that stays quiet: no calls home, nothing kept."""
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = begin(
            playwright, "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"
        )
        yield browser
        browser.close()
