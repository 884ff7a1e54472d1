"""The clock of the machine jumps while people are being served: nobody loses anything."""

import os
import re
import subprocess
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from tests.faults import LONG, long_only
from tests.faults.asking import ask
from tests.faults.crowd import Carer
from tests.faults.running import Product, product
from tests.faults.table import note
from tests.visiting import Visitor, mail_server

pytestmark = pytest.mark.load
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
JUMPS = {
    "an hour and a bit ahead": 1.1 * HOUR,
    "an hour and a bit back": -1.1 * HOUR,
    "a day": DAY,
    "a year": 365 * DAY,
    "to 1970": -56 * 365 * DAY,
    "past 2038": 12 * 365 * DAY,
}
WRONG_DAYS = """Owner.objects.exclude(
    expires_at__gte=timezone.now() + timedelta(days=6),
    expires_at__lt=timezone.now() + timedelta(days=8),
).filter(account_since=None).count()"""
SHORT = ("a year",)
CODE = r"\b(\d{3}) ?(\d{3})\b"


def jump(clock: Path, ahead: timedelta) -> None:
    fresh = clock.with_suffix(".new")
    fresh.write_text(str(ahead.total_seconds()))
    fresh.replace(clock)


@pytest.fixture
def clock(tmp_path):
    path = tmp_path / "clock"
    jump(path, timedelta(0))
    return path


def owners(server: Product) -> int:
    return int(ask(server, "Owner.objects.count()"))


def begin(url: str, number: int) -> Carer:
    carer = Carer(url, number=number)
    assert carer.answer() and carer.remember() and carer.share()
    return carer


def test_a_clock_that_jumps_for_a_moment_erases_nobody_and_ends_nothing(tmp_path, clock):
    with (
        mail_server() as post,
        product(tmp_path, FAULTS_CLOCK=str(clock), **post.settings) as server,
    ):
        before = begin(server.url, 0)
        carers = [before]
        jumps = [each for what, each in JUMPS.items() if LONG or what in SHORT]
        for number, ahead in enumerate(jumps, start=1):
            asks = Visitor(server.url)
            address = f"jump-{number}@example.nl"
            assert asks.post("/mijn/bewaren/", adres=address)[0] == 302
            code = "".join(find_code(post.wait_for(address)))
            jump(clock, ahead)
            time.sleep(1.2)
            assert asks.post("/mijn/inloggen/code/", code=code)[0] == 302, "the code ended"
            carers.append(begin(server.url, number))
            assert before.answer()
            assert [each.lost() for each in carers] == [[]] * len(carers)
            jump(clock, timedelta(0))
            time.sleep(0.6)
            assert [each.lost() for each in carers] == [[]] * len(carers)
        assert owners(server) == len(carers) + len(jumps)
        wrong = ask(server, WRONG_DAYS)
        assert wrong == "0", "days were given by a clock that was wrong"
        assert "the clock jumped" in server.log
    for what in JUMPS if LONG else SHORT:
        note(f"clock jumps {what}, for a moment", "once", "nothing", "nothing", "nothing at all")


def find_code(text: str) -> tuple[str, ...]:
    found = re.search(CODE, text)
    assert found, text
    return found.groups()


@long_only
def test_a_start_with_a_clock_a_year_ahead_erases_nobody_and_one_in_1970_is_refused(
    tmp_path, clock
):
    with product(tmp_path, FAULTS_CLOCK=str(clock)) as server:
        carer = begin(server.url, 1)
        time.sleep(1)
        assert server.end() == 0
        jump(clock, 365 * DAY)
        server.begin()
        time.sleep(3)
        assert owners(server) == 1
        assert "nothing is erased or reminded" in server.log
        assert server.end() == 0

        jump(clock, -56 * 365 * DAY)
        server.begin(wait=False)
        assert server.process.wait(timeout=60) == 2
        assert "the clock says 1970" in server.log

        jump(clock, timedelta(0))
        server.begin()
        assert carer.lost() == []
        done = subprocess.run(
            [sys.executable, "-m", "balans.cli", "purge"],
            env=environment(server),
            capture_output=True,
            text=True,
            check=True,
        )
        assert done.stdout.strip() == "destroyed: 0"
    note("start with a clock a year ahead", "once", "nothing", "nothing", "guests: begin anew")
    note(
        "start with a clock in 1970",
        "once",
        "nothing",
        "nothing",
        "it does not start, and says why",
    )


def environment(server: Product) -> dict[str, str]:
    return os.environ | {"BALANS_DATA": str(server.data)} | server.environment
