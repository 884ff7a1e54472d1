"""The link check: how sites answer, what is never asked, and when again."""

import http.server
import socket
import threading
import time
from datetime import timedelta

import pytest
from django.utils import timezone

from balans.directory import links
from balans.directory.editing import link_check
from balans.directory.editing.link_check import Line, NotPublic, is_public, look, look_at, note
from balans.directory.editing.models import LinkCheck
from balans.directory.editing.tests.editors import offer

asked: list[tuple[str, str, str]] = []


@pytest.fixture(autouse=True)
def no_pause(monkeypatch):
    """A day goes by between any two looks of these tests."""
    monkeypatch.setattr(link_check, "HOST_PAUSE", timedelta(0))


class Site(http.server.BaseHTTPRequestHandler):
    """Answers by path; HEAD is refused where a path says so."""

    def do_HEAD(self):
        self.answer()

    def do_GET(self):
        self.answer()

    def answer(self):
        asked.append((self.command, self.path, self.headers["User-Agent"]))
        where = ""
        status = int(self.path.strip("/").split("/")[0] or 200)
        if self.path.startswith("/405") and self.command == "GET":
            status = 200
        if self.path.startswith("/302"):
            where = self.path.removeprefix("/302")
        self.send_response(status)
        if where:
            self.send_header("Location", where[1:].replace("_", ":", 1) if "//" in where else where)
        self.end_headers()
        if self.command == "GET":
            try:
                self.wfile.write(b"x" * 100_000)
            except OSError:
                pass

    def log_message(self, *_words):
        pass


@pytest.fixture
def site():
    asked.clear()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()


def here(port: int) -> Line:
    return Line(allows=lambda address: address == "127.0.0.1", ports=frozenset({port}))


@pytest.mark.parametrize("status", [200, 404, 410, 403, 500])
def test_a_site_answers_with_its_status(site, status):
    assert look(f"http://127.0.0.1:{site}/{status}", here(site)) == status


def test_a_site_that_refuses_head_is_asked_as_a_browser_does(site):
    assert look(f"http://127.0.0.1:{site}/405", here(site)) == 200
    assert [method for method, _path, _agent in asked] == ["HEAD", "GET"]
    assert "MantelzorgBalans" in asked[0][2]


def test_a_redirect_is_followed_and_a_circle_ends(site):
    assert look(f"http://127.0.0.1:{site}/302/200", here(site)) == 200
    assert look(f"http://127.0.0.1:{site}/302/302/302/404", here(site)) == 404
    circle = f"http://127.0.0.1:{site}" + "/302" * 8 + "/200"
    assert look(circle, here(site)) == 0


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "192.168.1.1",
        "172.16.5.4",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.2.3",
        "2002:7f00:1::",
    ],
)
def test_no_address_of_our_own_network_is_public(address):
    assert not is_public(address)


def test_public_addresses_are_public():
    assert is_public("93.184.216.34") and is_public("2606:2800:220:1::1")


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1:{}/", "http://localhost:{}/", "http://[::1]:{}/", "http://2130706433:{}/"],
)
def test_our_own_machine_is_never_asked(site, url):
    assert look(url.format(site), Line(ports=frozenset({site, 80, 443}))) == 0
    assert asked == []


def test_a_redirect_to_our_own_network_is_not_followed(site):
    line = Line(allows=lambda address: address == "127.0.0.1", ports=frozenset({site}))
    before = len(asked)
    assert look(f"http://127.0.0.1:{site}/302/http_//10.0.0.1/geheim", line) == 0
    assert len(asked) == before + 1
    assert look(f"http://127.0.0.1:{site}/302/file_///etc/passwd", line) == 0


def test_a_name_with_one_address_inside_is_refused(monkeypatch):
    found = [(2, 1, 6, "", (each, 80)) for each in ("93.184.216.34", "127.0.0.1")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    with pytest.raises(NotPublic):
        Line().open("beide.example", 80)


def test_the_line_goes_to_the_address_that_was_looked_at(monkeypatch):
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda *_a, **_k: [(2, 1, 6, "", ("93.184.216.34", 80))]
    )
    went = []
    monkeypatch.setattr(socket, "create_connection", lambda where, timeout: went.append(where))
    Line().open("een.example", 80)
    assert went == [("93.184.216.34", 80)]


def test_other_ports_are_not_tried():
    with pytest.raises(NotPublic):
        Line().open("93.184.216.34", 22)


# Which, and when.


@pytest.mark.django_db
def test_every_published_link_is_looked_at_once_a_week():
    offer(url="https://een.example/")
    offer(url="https://weg.example/", state="draft")
    LinkCheck.objects.create(url="https://oud.example/", due_at=timezone.now())
    link_check.enrol()
    urls = set(LinkCheck.objects.values_list("url", flat=True))
    assert "https://een.example/" in urls and len(urls) > 1
    assert not urls & {"https://weg.example/", "https://oud.example/"}
    now = timezone.now()
    note("https://een.example/", 200, now=now)
    kept = LinkCheck.objects.get(url="https://een.example/")
    assert (kept.due_at, kept.failures) == (now + timedelta(days=7), 0)


@pytest.mark.django_db
def test_one_link_of_a_host_at_a_time_and_nobody_takes_it_twice():
    now = timezone.now()
    for path in ("a", "b"):
        LinkCheck.objects.create(url=f"https://een.example/{path}", due_at=now)
    LinkCheck.objects.create(url="https://twee.example/", due_at=now)
    claimed = link_check.claim_some(now=now)
    assert sorted(each.split("/")[2] for each in claimed) == ["een.example", "twee.example"]
    assert len(link_check.claim_some(now=now)) == 1


@pytest.mark.django_db(transaction=True)
def test_three_times_in_a_row_makes_a_site_gone_and_one_answer_brings_it_back(site):
    url = f"http://127.0.0.1:{site}/404"
    LinkCheck.objects.create(url=url, due_at=timezone.now())
    links.forget_links()
    for count in range(3):
        assert not links.is_broken(url), count
        look_at([url], here(site))
        links.forget_links()
    assert links.is_broken(url)
    kept = LinkCheck.objects.get(url=url)
    assert (kept.status, kept.failures) == (404, 3)
    assert kept.failing_since is not None and kept.failing_since <= kept.checked_at
    note(url, 403, now=timezone.now())
    links.forget_links()
    assert not links.is_broken(url) and not links.is_broken("")
    links.forget_links()


@pytest.mark.django_db
def test_many_offers_ask_the_database_once(django_assert_num_queries):
    links.forget_links()
    with django_assert_num_queries(1):
        assert not any(links.is_broken(f"https://{each}.example") for each in range(50))
    links.forget_links()


# Sites that play tricks, and a line of our own that is down.


@pytest.mark.parametrize("address", ["64:ff9b::7f00:1", "64:ff9b::a00:1", "::127.0.0.1", "::a00:1"])
def test_no_address_that_is_translated_into_our_own_network_is_public(address):
    assert not is_public(address)


def test_a_machine_without_a_line_for_one_address_tries_the_next(monkeypatch):
    found = [(2, 1, 6, "", (each, 80)) for each in ("2606:2800:220:1::1", "93.184.216.34")]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: found)
    went = []

    def connect(where, timeout):
        if ":" in where[0]:
            raise OSError("no route")
        went.append(where)

    monkeypatch.setattr(socket, "create_connection", connect)
    Line().open("beide.example", 80)
    assert went == [("93.184.216.34", 80)]


def test_a_site_that_sends_a_letter_now_and_then_keeps_nobody(monkeypatch):
    monkeypatch.setattr(link_check, "WHOLE_SECONDS", 0.3)
    server = socket.create_server(("127.0.0.1", 0))

    def drip():
        line, _where = server.accept()
        with line:
            try:
                for _each in range(100):
                    line.send(b"X")
                    time.sleep(0.05)
            except OSError:
                pass

    threading.Thread(target=drip, daemon=True).start()
    port = server.getsockname()[1]
    began = time.monotonic()
    assert look(f"http://127.0.0.1:{port}/", here(port)) == 0
    assert time.monotonic() - began < 2
    server.close()


@pytest.mark.django_db(transaction=True)
def test_a_line_of_our_own_that_is_down_is_not_held_against_any_site(site):
    shut = "http://127.0.0.1:9/"
    LinkCheck.objects.create(url=shut, due_at=timezone.now())
    look_at([shut], here(site))
    assert LinkCheck.objects.get().failures == 0
    good = f"http://127.0.0.1:{site}/200"
    LinkCheck.objects.create(url=good, due_at=timezone.now())
    look_at([good], here(site))
    look_at([shut], here(site))
    assert LinkCheck.objects.get(url=shut).failures == 1


@pytest.mark.django_db(transaction=True)
def test_a_host_is_asked_once_in_ten_seconds_whichever_server_asks(site, monkeypatch):
    monkeypatch.setattr(link_check, "HOST_PAUSE", timedelta(seconds=10))
    now = timezone.now()
    urls = [f"http://127.0.0.1:{site}/200/{number}" for number in range(2)]
    for url in urls:
        LinkCheck.objects.create(url=url, due_at=now)
        look_at([url], here(site))
    assert [path for _method, path, _agent in asked] == ["/200/0"]
    later = LinkCheck.objects.get(url=urls[1])
    assert later.checked_at is None and now < later.due_at < now + timedelta(minutes=1)
