"""Kill -9 under load: an answer that was acknowledged is there after the restart."""

import http.client
import os
import re
import signal
import threading
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest

from conftest import serving

pytestmark = pytest.mark.load
KILLS = int(os.environ.get("BALANS_KILLS", "8"))
WRITERS = 6
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


def test_no_acknowledged_answer_is_lost(tmp_path):
    writers = [Writer(number=number, port=0) for number in range(WRITERS)]
    for turn in range(KILLS + 1):
        with serving(tmp_path) as server:
            port = int(server.url.rsplit(":", 1)[1])
            for writer in writers:
                writer.port = port
                if turn and writer.acknowledged:
                    assert writer.acknowledged <= writer.kept() <= writer.sent
            if turn == KILLS:
                break
            stop = threading.Event()
            threads = [threading.Thread(target=each.write, args=(stop,)) for each in writers]
            for each in threads:
                each.start()
            stop.wait(0.4 + 0.13 * (turn % 5))
            os.killpg(server.process.pid, signal.SIGKILL)
            stop.set()
            for each in threads:
                each.join()
    assert all(each.acknowledged > KILLS for each in writers), "there was hardly any load"
