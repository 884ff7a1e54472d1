"""Kill -9 of any process at any moment, while people work: nothing is lost, sent twice or half."""

import os
import random
import signal
import time

import pytest

from tests.faults import LONG
from tests.faults.crowd import Crowd
from tests.faults.running import Product, product
from tests.faults.table import note
from tests.visiting import mail_server

pytestmark = pytest.mark.load
KINDS = ("worker", "web", "beside", "all")
KILLS = int(os.environ.get("BALANS_KILLS", "200")) if LONG else len(KINDS)

BY_ITSELF_SECONDS = 30


def kill(server: Product, kind: str) -> float:
    """Kill a process or all; return how long nobody was served, beginning it when it ended."""
    began = time.monotonic()
    if kind == "all":
        server.kill_all()
    else:
        victim = random.choice(server.workers) if kind == "worker" else getattr(server, kind)
        os.kill(victim, signal.SIGKILL)
    if kind in ("all", "beside"):
        # Whoever started it starts it anew; what was left of it must be gone by then.
        assert server.process
        server.process.wait()
        wait_until_nobody_listens(server)
        server.begin()
    else:
        wait_for_two_workers(server)
    server.wait_until_well()
    return time.monotonic() - began


def wait_until_nobody_listens(server: Product) -> None:
    from balans.server import is_free

    end = time.monotonic() + BY_ITSELF_SECONDS
    while not is_free("127.0.0.1", server.port):
        assert time.monotonic() < end, "the web server lives on without its chores"
        time.sleep(0.05)


def wait_for_two_workers(server: Product) -> None:
    end = time.monotonic() + BY_ITSELF_SECONDS
    while time.monotonic() < end:
        try:
            if len(server.workers) == 2:
                return
        except StopIteration:
            pass
        time.sleep(0.05)
    raise AssertionError(f"no new worker: {server.log[-2000:]}")


def test_kill_any_process_at_any_moment(tmp_path):
    """Every kind in turn, at random moments; at the end all is counted."""
    away: dict[str, list[float]] = {kind: [] for kind in KINDS}
    with mail_server() as post, product(tmp_path, **post.settings) as server:
        crowd = Crowd(server.url, 4)
        for number in range(KILLS):
            crowd.begin()
            time.sleep(random.uniform(0.3, 1.5))
            kind = KINDS[number % len(KINDS)]
            away[kind].append(kill(server, kind))
            crowd.rest()
            if number % 20 == 19 or number == KILLS - 1:
                assert crowd.lost() == []
        assert crowd.kept > KILLS, "there was hardly any load"
        wait_until_sent(server, post, crowd)
        twice = [each for each in asked(crowd) if len(post.sent(each)) > 1]
    assert twice == []
    for kind in KINDS:
        if found := away[kind]:
            note(
                f"kill -9: {kind}",
                f"{len(found)} times",
                "nothing",
                "nothing",
                f"no answer for {max(found):.1f} s at most (the slowest of these), then on",
            )


def asked(crowd: Crowd) -> list[str]:
    return [address for each in crowd.carers for address in each.asked]


def wait_until_sent(server: Product, post, crowd: Crowd) -> None:
    """Every mail that was promised comes, unless it is reported as maybe sent."""
    promised = {address for each in crowd.carers for address in each.mailed}
    end = time.monotonic() + 20
    while time.monotonic() < end:
        missing = {each for each in promised if not post.sent(each)}
        if not missing:
            return
        time.sleep(0.2)
    assert len(missing) <= unsure(server), f"not sent: {missing}"


def unsure(server: Product) -> int:
    """Return how many letters were in the hands of a process that was killed."""
    from tests.faults.asking import ask

    return int(ask(server, "Letter.objects.exclude(claimed_at=None).exclude(state='sent').count()"))
