"""People who keep working while something breaks, and who remember what the screen called kept."""

import http.client
import re
import threading
import uuid
from dataclasses import dataclass, field

from balans.diary.tests.photos import photo
from tests.visiting import TOKEN, Visitor

HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
PICTURE = re.compile(r'<img[^>]+src="(/herinneringen/[^"]+\.jpg)"')
MEMORY = re.compile(r'href="(/herinneringen/[0-9a-f-]{36}/)"')
LINK = re.compile(r'id="link"[^>]*>http://[^/]+(/gedeeld/[^<]+)<')
PHOTO = photo(200, 150)
BROKEN = (OSError, http.client.HTTPException)


def multipart(fields: dict[str, str], file: tuple[str, bytes]) -> tuple[str, bytes]:
    """Return the type and the body of a form with one file."""
    mark = uuid.uuid4().hex
    parts = [
        f'--{mark}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{text}\r\n'.encode()
        for name, text in fields.items()
    ]
    head = f'--{mark}\r\nContent-Disposition: form-data; name="{file[0]}"; filename="foto.jpg"\r\n'
    parts.append(head.encode() + b"Content-Type: image/jpeg\r\n\r\n" + file[1] + b"\r\n")
    return f"multipart/form-data; boundary={mark}", b"".join([*parts, f"--{mark}--\r\n".encode()])


@dataclass
class Carer(Visitor):
    """A carer who answers, remembers with photos, plans, shares and asks for a code by mail."""

    number: int = 0
    turn: int = 0
    kept_name: int = 0
    step: str = ""
    memories: dict[str, str] = field(default_factory=dict)
    plans: dict[str, str] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    mailed: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    without_photo: list[str] = field(default_factory=list)
    """Titles of memories of which the page said that the photo could not be kept."""

    seen: dict[int, int] = field(default_factory=dict)
    """How often each status came back."""

    def send(
        self, path: str, fields: dict[str, str], file: tuple[str, bytes] | None = None
    ) -> tuple[int, str, str]:
        """Open a page, fill its form in and send it."""
        found, page = self.get(path)
        if found != 200:
            self.seen[found] = self.seen.get(found, 0) + 1
            return found, "", page
        hidden = {name: text for name, text in HIDDEN.findall(page) if name[0] == "_"}
        token = TOKEN.search(page)
        given = hidden | fields | {"csrfmiddlewaretoken": token[1] if token else ""}
        return self.give(path, given, file)

    def give(
        self, path: str, given: dict[str, str], file: tuple[str, bytes] | None = None
    ) -> tuple[int, str, str]:
        """Send a form that is filled in."""
        if file is None:
            status, where, body = self.ask("POST", path, given)
        else:
            status, where, body = self.upload(path, *multipart(given, file))
        self.seen[status] = self.seen.get(status, 0) + 1
        return status, where, body.decode(errors="replace")

    def upload(self, path: str, kind: str, body: bytes) -> tuple[int, str, bytes]:
        """Post a body as it is."""
        line = http.client.HTTPConnection(self.url.removeprefix("http://"), timeout=40)
        cookies = "; ".join(f"{name}={value}" for name, value in self.jar.items())
        line.request("POST", path, body, {"Cookie": cookies, "Content-Type": kind})
        answer = line.getresponse()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie" and (found := re.match("([^=]+)=([^;]*)", value)):
                self.jar[found[1]] = found[2]
        return answer.status, answer.headers.get("Location", ""), answer.read()

    # What people do. What the server says it kept is written down after it said so.

    def answer(self) -> bool:
        page = self.step or "/oefeningen/doelen/begin/"
        self.turn += 1
        status, where, _page = self.send(page, {"naam": f"Zorger {self.number} keer {self.turn}"})
        if status == 302:
            self.kept_name = self.turn
            self.step = re.sub("/vraag/.*", "/vraag/wie/", where)
        return status == 302

    def remember(self) -> bool:
        self.turn += 1
        words = {
            "titel": f"Dag {self.number}-{self.turn}",
            "tekst": "Aan zee",
            "wanneer": "lang-geleden",
        }
        status, where, _page = self.send("/herinneringen/nieuw/", words, ("foto", PHOTO))
        if status == 302:
            self.memories[where] = words["titel"]
        return status == 302

    def plan(self) -> bool:
        self.turn += 1
        wish = f"Wens {self.number}-{self.turn}"
        status, where, _page = self.send("/mijn-plan/nieuw/", {"doel": wish})
        if status == 302:
            self.plans[where] = wish
        return status == 302

    def share(self) -> bool:
        if not self.memories:
            return False
        words = {"voor": "Inge", "van": "Greet", "tot": "7"}
        status, _where, page = self.send(f"{[*self.memories][-1]}delen/", words)
        if found := LINK.search(page):
            self.links.append(found[1])
        return status in (200, 302)

    def mail(self) -> bool:
        self.turn += 1
        address = f"zorger-{self.number}-{self.turn}@example.nl"
        self.asked.append(address)
        status, _where, _page = self.send("/mijn/bewaren/", {"adres": address})
        if status == 302:
            self.mailed.append(address)
        return status == 302

    def work(self, stop: threading.Event) -> None:
        """Do one thing after the other; who finds nobody there tries again in a moment."""
        acts = [self.answer, self.remember, self.answer, self.plan, self.share, self.mail]
        while not stop.is_set():
            try:
                acts[self.turn % len(acts)]()
            except BROKEN:
                self.turn += 1
                stop.wait(0.1)

    # What must be there.

    def lost(self) -> list[str]:
        """Return what was called kept and is not there, or is there half."""
        return [*self._lost_answer(), *self._lost_memories(), *self._lost_pages()]

    def _lost_answer(self) -> list[str]:
        if not self.kept_name:
            return []
        _status, page = self.get(self.step)
        found = re.search(rf"Zorger {self.number} keer (\d+)", page)
        there = int(found[1]) if found else 0
        return [] if there >= self.kept_name else [f"answer {self.kept_name}, there is {there}"]

    def _lost_memories(self) -> list[str]:
        lost = []
        _status, page = self.get("/herinneringen/")
        for where in {*self.memories, *MEMORY.findall(page)}:
            _status, page = self.get(where)
            pictures = PICTURE.findall(page)
            if any(title in page for title in self.without_photo):
                continue
            if self.memories.get(where, "") not in page or not pictures:
                lost.append(f"memory {where}")
            for each in pictures[:1]:
                status, _where, body = self.ask("GET", each)
                if status != 200 or body[:2] != b"\xff\xd8":
                    lost.append(f"photo {each}: {status}")
        return lost

    def _lost_pages(self) -> list[str]:
        lost = [
            f"plan {where}" for where, wish in self.plans.items() if wish not in self.get(where)[1]
        ]
        guest = Visitor(self.url)
        return lost + [f"link {each}" for each in self.links if guest.get(each)[0] != 200]


class Crowd:
    """Carers at work, each in a thread of their own."""

    def __init__(self, url: str, many: int) -> None:
        self.carers = [Carer(url, number=number) for number in range(many)]
        self._stop, self._threads = threading.Event(), list[threading.Thread]()

    def begin(self) -> None:
        """Set everybody to work."""
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=each.work, args=(self._stop,), daemon=True)
            for each in self.carers
        ]
        for each in self._threads:
            each.start()

    def rest(self) -> None:
        """Let everybody finish what they are doing."""
        self._stop.set()
        for each in self._threads:
            each.join()

    @property
    def kept(self) -> int:
        """Return how much the screen called kept."""
        return sum(
            each.kept_name
            + len(each.memories)
            + len(each.plans)
            + len(each.links)
            + len(each.mailed)
            for each in self.carers
        )

    def lost(self) -> list[str]:
        """Return what anybody lost."""
        return [f"carer {each.number}: {what}" for each in self.carers for what in each.lost()]
