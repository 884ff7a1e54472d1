"""Our examples for nginx and Caddy, really served through: a page, a save, an upload, no secrets.

The examples are used as they are; only names, ports and folders are put in their place.
"""

import contextlib
import datetime
import gzip
import http.client
import http.server
import json
import re
import secrets
import shutil
import ssl
import subprocess
import threading
import time
import uuid
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.urls import get_resolver, reverse
from django.utils.translation import override

from balans.core.uploads import ORDINARY
from balans.diary.tests.photos import telephone
from conftest import free_port, serving
from tests.visiting import COOKIE, TOKEN

ROOT = Path(__file__).resolve().parents[1]
NGINX_CONF = (ROOT / "deploy" / "nginx" / "balans.conf").read_text(encoding="utf-8")
CADDYFILE = (ROOT / "deploy" / "caddy" / "Caddyfile").read_text(encoding="utf-8")
PROGRAMS = {"nginx": "/usr/sbin/nginx", "caddy": "/usr/bin/caddy"}
NAME = "balans.example.nl"
TYPED = "geheimzinnigvogeltje"


@dataclass
class Proxy:
    """A proxy with TLS before a served product; its logs are in `logs`."""

    kind: str
    port: int
    plain: int
    logs: Path
    backend: str
    jar: dict[str, str]

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = ""):
        """Return status, headers and body of one request over TLS."""
        context = ssl._create_unverified_context()
        line = http.client.HTTPSConnection("localhost", self.port, timeout=60, context=context)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items()),
            "Referer": f"https://localhost:{self.port}{path}",
            "X-Forwarded-For": "192.0.2.66",
            "X-Forwarded-Proto": "http",
            "X_Forwarded_For": "192.0.2.67",
            "x_forwarded_proto": "http",
        }
        if kind:
            headers["Content-Type"] = kind
        line.request(method, path, body, headers)
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := COOKIE.match(value)):
                self.jar[found[1]] = found[2]
        return answer.status, answer.headers, answer.read()

    def ask_without_tls(self, method: str, path: str):
        """Return status, where to and body of one request over plain HTTP."""
        line = http.client.HTTPConnection("localhost", self.plain, timeout=20)
        line.request(method, path)
        answer = line.getresponse()
        return answer.status, answer.headers, answer.read().decode()

    def token(self, page: str) -> str:
        found = TOKEN.search(self.ask("GET", page)[2].decode())
        assert found, page
        return found[1]

    def logged(self) -> str:
        return "".join(
            path.read_text(errors="replace") for path in self.logs.iterdir() if path.is_file()
        )


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for localhost that nobody signed but itself."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    chain, private = folder / "fullchain.pem", folder / "privkey.pem"
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return chain, private


def nginx_command(folder: Path, logs: Path, port: int, plain: int, backend: str) -> list[str]:
    """Write nginx.conf around our example; return the command that serves it."""
    certificate(folder)
    ours = (
        NGINX_CONF.replace(f"/etc/letsencrypt/live/{NAME}", str(folder))
        .replace("/var/log/nginx", str(logs))
        .replace("127.0.0.1:8000", backend)
        .replace("listen 80;", f"listen 127.0.0.1:{plain};")
        .replace("/var/www/html", str(folder / "www"))
        .replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port} ssl http2;")
        .replace(NAME, "localhost")
    )
    ours = re.sub(r"    listen \[::\].*\n", "", ours)
    places = "".join(
        f"{each}_temp_path {folder}/{each};\n"
        for each in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/pid;\nerror_log {logs}/start crit;\n"
        f"events {{}}\nhttp {{\n{places}{ours}}}\n"
    )
    return [PROGRAMS["nginx"], "-e", str(logs / "start"), "-c", str(folder / "nginx.conf")]


def caddy_command(folder: Path, logs: Path, port: int, plain: int, backend: str) -> list[str]:
    """Write a Caddyfile from our example; return the command that serves it."""
    chain, private = certificate(folder)
    ours = (
        CADDYFILE.replace(
            "http://{$SITE_NAME:balans.example.nl} {",
            f"http://localhost:{plain} {{\n\tbind 127.0.0.1",
        )
        .replace(
            "{$SITE_NAME:balans.example.nl} {",
            f"https://localhost:{port} {{\n\tbind 127.0.0.1\n\ttls {chain} {private}",
        )
        .replace("{$SITE_UPSTREAM:127.0.0.1:8000}", backend)
    )
    ours = ours.replace("admin off", "admin off\n\tauto_https off\n\tskip_install_trust")
    (folder / "Caddyfile").write_text(ours)
    return [PROGRAMS["caddy"], "run", "--config", str(folder / "Caddyfile")]


COMMANDS = {"nginx": nginx_command, "caddy": caddy_command}


@contextlib.contextmanager
def before(kind: str, folder: Path, backend: str) -> Iterator[Proxy]:
    """Run one proxy before a backend until the block ends."""
    logs = folder / "logs"
    logs.mkdir()
    port, plain = free_port(), free_port()
    command = COMMANDS[kind](folder, logs, port, plain, backend)
    check_that_it_is_valid(kind, command)
    with (logs / "said").open("wb") as said:
        process = subprocess.Popen(
            command, stdout=said, stderr=said, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"}
        )
    proxy = Proxy(kind, port, plain, logs, backend, {})
    try:
        wait_for(proxy, process)
        yield proxy
    finally:
        process.terminate()
        process.wait(timeout=20)


def check_that_it_is_valid(kind: str, command: list[str]) -> None:
    if kind == "nginx":
        checked = [*command, "-t"]
    else:
        checked = [command[0], "validate", "--config", command[-1]]
    done = subprocess.run(checked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def wait_for(proxy: Proxy, process: "subprocess.Popen[bytes]") -> None:
    for _attempt in range(200):
        assert process.poll() is None, proxy.logged()
        try:
            proxy.ask("GET", "/gezond/")
            return
        except OSError:
            time.sleep(0.05)
    raise AssertionError(f"{proxy.kind} did not start")


@pytest.fixture(scope="module")
def behind(tmp_path_factory) -> Iterator[str]:
    """The product as it runs behind a proxy with TLS; its address."""
    settings = {
        "BALANS_DEMO": "0",
        "BALANS_HTTPS": "1",
        "BALANS_PROXY_HEADER": "1",
        "BALANS_HOSTS": "localhost",
        "BALANS_SITE": "https://localhost",
    }
    with serving(tmp_path_factory.mktemp("behind"), **settings) as server:
        yield server.url.replace("http://localhost", "127.0.0.1")


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def proxy(request, behind, tmp_path_factory) -> Iterator[Proxy]:
    kind = request.param
    if not shutil.which(PROGRAMS[kind]):
        warnings.warn(f"{kind} is not installed: its example is not tried", stacklevel=1)
        pytest.skip(f"{kind} is not installed (sh bin/proxies)")
    with before(kind, tmp_path_factory.mktemp(kind), behind) as running:
        yield running


pytestmark = [pytest.mark.load, pytest.mark.once]


def test_a_page_comes_with_its_headers_once(proxy):
    status, headers, body = proxy.ask("GET", "/informatie/")
    assert status == 200 and b"Mantelzorg" in body
    assert len(headers.get_all("Strict-Transport-Security")) == 1
    assert len(headers.get_all("Content-Security-Policy")) == 1
    assert "Content-Encoding" not in headers


def test_what_is_served_shrunk_is_not_shrunk_twice(proxy):
    page = proxy.ask("GET", "/")[2].decode()
    (style, *_more) = re.findall(r'href="(/static/[^"]+\.css)"', page)
    line = http.client.HTTPSConnection(
        "localhost", proxy.port, timeout=20, context=ssl._create_unverified_context()
    )
    line.request("GET", style, headers={"Accept-Encoding": "gzip"})
    answer = line.getresponse()
    assert answer.headers.get_all("Content-Encoding") == ["gzip"]
    assert b"{" in gzip.decompress(answer.read())


def test_an_answer_is_saved_and_its_cookie_is_secure(proxy):
    page = "/oefeningen/doelen/begin/"
    form = f"naam=Riet&csrfmiddlewaretoken={proxy.token(page)}".encode()
    status, headers, _body = proxy.ask("POST", page, form, "application/x-www-form-urlencoded")
    assert status == 302
    cookies = headers.get_all("Set-Cookie")
    assert cookies and all("secure" in each.lower() for each in cookies)
    assert (
        "Riet"
        in proxy.ask("GET", re.sub("/vraag/.*", "/vraag/wie/", headers["Location"]))[2].decode()
    )


def test_a_photo_of_some_megabytes_comes_through_and_a_large_form_does_not(proxy):
    page = "/herinneringen/nieuw/"
    photo = telephone()
    assert len(photo) > 3_000_000
    mark = uuid.uuid4().hex
    fields = {
        "csrfmiddlewaretoken": proxy.token(page), "tekst": "Aan zee", "wanneer": "long-ago"
    }  # fmt: skip
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    parts.append(
        f'--{mark}\r\nContent-Disposition: form-data; name="foto"; filename="zee.jpg"\r\n'
        "Content-Type: image/jpeg\r\n\r\n".encode()
        + photo
        + b"\r\n"
    )
    body = b"".join(parts) + f"--{mark}--\r\n".encode()
    kind = f"multipart/form-data; boundary={mark}"
    status, headers, _body = proxy.ask("POST", page, body, kind)
    assert status == 302
    memory = proxy.ask("GET", headers["Location"])[2].decode()
    (large, *_more) = re.findall(r'/herinneringen/[^" ]+/groot\.jpg', memory)
    assert proxy.ask("GET", large)[2][:3] == b"\xff\xd8\xff"
    assert refused(proxy, b"naam=" + b"x" * 8_000_000)


def refused(proxy: Proxy, form: bytes) -> bool:
    """Return whether a form is not taken in; who is refused may find the line cut while sending."""
    try:
        kind = "application/x-www-form-urlencoded"
        return proxy.ask("POST", "/oefeningen/doelen/begin/", form, kind)[0] >= 400
    except (OSError, http.client.IncompleteRead):
        return True


PROGRAMS_ASK = ("/api/", "/api", "/api/services?x=1", "//api/services", "/metingen/", "/gezond/")
PEOPLE_ASK = ("/", "/informatie/?x=1", "/api/uitleg/", "/en/api/docs/", "/mijn/", "/agenda/x.ics")


def test_without_tls_people_are_led_on_and_programs_are_refused(proxy):
    for path in PROGRAMS_ASK:
        for method in ("GET", "POST"):
            status, headers, said = proxy.ask_without_tls(method, path)
            assert (status, headers["Location"]) == (403, None), path
            assert said.strip() == "Only over https."
            assert headers["Content-Type"].startswith("text/plain")
    for path in PEOPLE_ASK:
        status, headers, _said = proxy.ask_without_tls("GET", path)
        assert (status, headers["Location"]) == (308, f"https://localhost{path}")


def test_a_certificate_can_still_be_asked_for_without_tls(tmp_path):
    """As certbot does it; Caddy answers by itself, before what its file says."""
    if not shutil.which(PROGRAMS["nginx"]):
        pytest.skip("nginx is not installed (sh bin/proxies)")
    challenge = tmp_path / "www" / ".well-known" / "acme-challenge" / "proof"
    challenge.parent.mkdir(parents=True)
    challenge.write_text("of this name")
    with before("nginx", tmp_path, f"127.0.0.1:{free_port()}") as proxy:
        path = "/.well-known/acme-challenge/proof"
        status, _headers, said = proxy.ask_without_tls("GET", path)
    assert (status, said) == (200, "of this name")


class Echo(http.server.BaseHTTPRequestHandler):
    """A backend that says back what it was told."""

    def do_GET(self) -> None:
        told = json.dumps({name.lower(): self.headers.get_all(name) for name in self.headers})
        self.send_response(200)
        self.end_headers()
        self.wfile.write(told.encode())

    def log_message(self, *arguments: object) -> None:
        pass


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_who_says_to_come_from_elsewhere_is_not_believed(kind, tmp_path):
    """Every request here lies in both headers; the product believes the last of the first.

    It also lies in names with `_`: to a program they are the same names, and the later one counts.
    """
    if not shutil.which(PROGRAMS[kind]):
        pytest.skip(f"{kind} is not installed (sh bin/proxies)")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Echo) as backend:
        threading.Thread(target=backend.serve_forever, daemon=True).start()
        with before(kind, tmp_path, f"127.0.0.1:{backend.server_port}") as proxy:
            told = json.loads(proxy.ask("GET", "/")[2])
        backend.shutdown()
    assert told["x-forwarded-for"] == ["127.0.0.1"]
    assert told["x-forwarded-proto"] == ["https"]
    assert not [name for name in told if "_" in name]
    assert told["host"] == [f"localhost:{proxy.port}"]


SECRETS = (
    *("/gedeeld/{}/", "/en/shared/{}/", "/agenda/{}.ics", "/groepen/meedoen/{}/"),
    *("/groepen/uitnodiging/{}/", "/en/groups/invitation/{}/", "/groepen/leiden/overnemen/{}/"),
    *("/mijn/seintjes/stop/{}/", "/en/mine/reminders/stop/{}/", "/mijn-plan/stop/{}/"),
    "/groepen/seintje/11111111-1111-4111-8111-111111111111/{}/",
)


def test_no_secret_address_and_nothing_typed_stands_in_a_log(proxy):
    secret = secrets.token_urlsafe(32)
    for path in SECRETS:
        proxy.ask("GET", path.format(secret))
    proxy.ask("GET", f"/zoeken/?q={TYPED}")
    proxy.ask("GET", f"/hulp/plaats/?plaats={TYPED}")
    proxy.ask("GET", f"/informatie/?x={TYPED}%ff%00")
    time.sleep(0.3)
    logged = proxy.logged()
    assert secret not in logged and TYPED not in logged and "127.0.0.1 " not in logged
    if proxy.kind == "nginx":
        assert " GET /gedeeld " in logged and " GET /en/shared " in logged


@pytest.mark.parametrize("kind", ["nginx", "caddy"])
def test_nothing_is_logged_either_when_the_product_is_away(kind, tmp_path):
    if not shutil.which(PROGRAMS[kind]):
        pytest.skip(f"{kind} is not installed (sh bin/proxies)")
    secret = secrets.token_urlsafe(32)
    with before(kind, tmp_path, f"127.0.0.1:{free_port()}") as proxy:
        status, _headers, _body = proxy.ask("GET", f"/gedeeld/{secret}/?q={TYPED}")
        assert status == 502
        time.sleep(0.3)
        assert secret not in proxy.logged() and TYPED not in proxy.logged()


# What a proxy lets through is what the product takes in


def size(text: str) -> int:
    number, unit = re.match(r"(\d+)\s*([a-zA-Z]*)", text).groups()
    return int(number) * {"m": 2**20, "mb": 10**6}[unit.lower()]


def nginx_size(path: str) -> int:
    """Return what our example lets through to an address, in bytes."""
    for pattern, body in re.findall(r"location ~ (\S+) \{(.*?)\}", NGINX_CONF, re.DOTALL):
        if re.search(pattern, path):
            return size(re.search(r"client_max_body_size (\w+);", body)[1])
    return size(re.search(r"^    client_max_body_size (\w+);", NGINX_CONF, re.MULTILINE)[1])


def caddy_size(path: str) -> int:
    for name, places in re.findall(r"^\t@(\w+) path (.+)$", CADDYFILE, re.MULTILINE):
        for each in places.split():
            if path == each or (each.endswith("*") and path.startswith(each[:-1])):
                return size(re.search(rf"request_body @{name} {{\s+max_size (\w+)", CADDYFILE)[1])
    return size(re.search(r"request_body @form {\s+max_size (\w+)", CADDYFILE)[1])


def limited() -> list[tuple[str, int]]:
    """Return every address whose view says what it takes in, in both languages."""
    found = []
    for language in ("nl", "en"):
        with override(language):
            for name, more in (("diary:new", ()), ("diary:change", (uuid.uuid4(),))):
                found.append((reverse(name, args=more), ORDINARY.together))
            found += [
                (f"/{path}", view.upload_limits.together)
                for path, view in patterns(get_resolver())
                if hasattr(view, "upload_limits")
            ]
    return found


def patterns(resolver, before: str = "") -> Iterator[tuple[str, object]]:
    for each in resolver.url_patterns:
        path = before + str(each.pattern)
        if hasattr(each, "url_patterns"):
            yield from patterns(each, path)
        else:
            yield path, each.callback


@pytest.mark.parametrize("of", [nginx_size, caddy_size])
def test_as_much_comes_through_as_the_product_takes_in(of):
    found = limited()
    assert len(found) >= 10
    for path, most in found:
        assert of(path) >= most, path
    assert of("/mijn/") < 7_000_000
