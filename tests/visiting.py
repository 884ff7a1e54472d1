"""For tests with a real server: a browser without a window, a mail server, a search of files."""

import email
import email.policy
import http.client
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from urllib.parse import urlencode

from aiosmtpd.controller import Controller

from conftest import free_port

COOKIE = re.compile(r"^([^=]+)=([^;]*)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Visitor:
    """A browser without a window: keeps cookies, and posts the token of the page."""

    url: str
    jar: dict[str, str] = field(default_factory=dict)

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
        return answer.status, answer.headers.get("Location", ""), answer.read()

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

    async def handle_DATA(self, server, session, envelope):
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"

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


def copy_database(origin: Path, target: Path) -> None:
    """Copy a database as a backup program would: whole, while it may be in use."""
    with closing(sqlite3.connect(origin)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def found_in_files(folder: Path, words: Iterable[str], *, but: Iterable[str] = ()) -> set[str]:
    """Return which words stand in any file below a folder, as plain bytes, and in which file."""
    wanted = [(word, word.encode()) for word in words]
    found = set()
    for path in folder.rglob("*"):
        name = str(path.relative_to(folder))
        if path.is_file() and name.split("/")[0] not in but:
            content = path.read_bytes()
            found |= {f"{name}: {word}" for word, sign in wanted if sign in content}
    return found
