"""For tests with a real server: a browser without a window, a mail server, a search of files."""

import email
import email.policy
import http.client
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlencode

from aiosmtpd.controller import Controller

from conftest import free_port
from tests.databases import files_of

MAIL_SECONDS = 20
COOKIE = re.compile(r"^([^=]+)=([^;]*)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser without a window: keeps cookies, and posts the token of the page."""

    url: str
    jar: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    """Of the last answer, by their names in small letters."""
    cookies_set: list[str] = field(default_factory=list)
    """Every line that set a cookie, as it came."""

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, bytes]:
        """Return status, where it leads, and the body."""
        line = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=20)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.jar.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := COOKIE.match(value)):
                self.jar[found[1]] = found[2]
                self.cookies_set.append(value)
        self.headers = {name.lower(): value for name, value in answer.getheaders()}
        return answer.status, answer.headers.get("Location", ""), answer.read()

    def headers_of(self, path: str) -> Mapping[str, str]:
        """Return what a page comes with."""
        line = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=20)
        line.request("GET", path)
        return line.getresponse().headers

    def get(self, path: str) -> tuple[int, str]:
        """Return the status of a page, and its text after it led on."""
        status, where, body = self.ask("GET", path)
        if where:
            return self.get(where)
        return status, body.decode(errors="replace")

    def post(self, path: str, page: str = "", **fields: str) -> tuple[int, str, str]:
        """Post a form with the token of its page (the same address unless it says so)."""
        _status, text = self.get(page or path)
        token = TOKEN.search(text)
        given = fields | {"csrfmiddlewaretoken": token[1] if token else ""}
        status, where, body = self.ask("POST", path, given)
        return status, where, body.decode(errors="replace")


class MailServer:
    """Takes every mail and keeps it."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.port = 0
        self._came = threading.Condition()

    async def handle_DATA(self, server, session, envelope):
        with self._came:
            mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
            self.taken.append(mail)
            self._came.notify_all()
        return "250 OK"

    def sent(self, to: str, subject: str = "", *, after: int = 0) -> list[EmailMessage]:
        """Return what came for an address with these words in its subject, the oldest first."""
        found = self.taken[after:]
        return [each for each in found if each["To"] == to and subject in each["Subject"]]

    def wait_for(self, to: str, subject: str = "", *, after: int = 0) -> str:
        """Return the text of the newest mail to an address, once there is one."""
        with self._came:
            came = self._came.wait_for(lambda: self.sent(to, subject, after=after), MAIL_SECONDS)
        assert came, f"no mail to {to} about {subject!r}"
        return self.sent(to, subject, after=after)[-1].get_body(("plain",)).get_content()

    @property
    def settings(self) -> dict[str, str]:
        """Return what the product must know to send its mail here."""
        return {
            "BALANS_SMTP_HOST": "127.0.0.1",
            "BALANS_SMTP_PORT": str(self.port),
            "BALANS_SMTP_SECURITY": "none",
        }


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run a mail server on this machine until the block ends."""
    server = MailServer()
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    server.port = controller.port
    try:
        yield server
    finally:
        controller.stop()


def found_in_files(folder: Path, words: Iterable[str], *, but: Iterable[str] = ()) -> set[str]:
    """Return which words stand in any file below a data folder or of its database, and where."""
    wanted = [(word, word.encode()) for word in words]
    found = set()
    inside = [path for path in folder.rglob("*") if path.relative_to(folder).parts[0] not in but]
    for path in [*inside, *files_of(folder)]:
        if path.is_file():
            content = path.read_bytes()
            found |= {f"{path}: {word}" for word, sign in wanted if sign in content}
    return found
