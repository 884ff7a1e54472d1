"""A carer who keeps writing, and knows what the server said it kept."""

import http.client
import re
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

COOKIE = re.compile(r"^([^=]+)=([^;]*)")
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass
class Writer:
    """A carer who keeps writing a name; remembers what the server said it kept."""

    number: int
    port: int
    jar: dict[str, str] = field(default_factory=dict)
    step: str = ""
    acknowledged: int = 0
    sent: int = 0

    def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None
    ) -> tuple[int, str, str]:
        line = http.client.HTTPConnection("localhost", self.port, timeout=10)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.jar.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        line.request(method, path, urlencode(fields) if fields else None, headers)
        answer = line.getresponse()
        body = answer.read().decode()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := COOKIE.match(value)):
                self.jar[found[1]] = found[2]
        return answer.status, answer.headers.get("Location", ""), body

    def write(self, stop: threading.Event) -> None:
        """Write until the server is gone."""
        try:
            while not stop.is_set():
                page = self.step or "/oefeningen/doelen/begin/"
                _status, _where, body = self.ask("GET", page)
                token = TOKEN.search(body)
                self.sent += 1
                fields = {
                    "naam": self.name(self.sent),
                    "csrfmiddlewaretoken": token[1] if token else "",
                }
                status, where, _body = self.ask("POST", page, fields)
                if status == 302:
                    self.acknowledged = self.sent
                    self.step = re.sub("/vraag/.*", "/vraag/wie/", where)
        except (OSError, http.client.HTTPException):
            return

    def name(self, number: int) -> str:
        return f"Schrijver {self.number} keer {number}"

    def kept(self) -> int:
        """Return the number of the name that the server has now."""
        status, _where, body = self.ask("GET", self.step)
        assert status == 200, f"writer {self.number}: {status}"
        found = re.search(rf"Schrijver {self.number} keer (\d+)", body)
        assert found, f"writer {self.number}: nothing is kept"
        return int(found[1])
