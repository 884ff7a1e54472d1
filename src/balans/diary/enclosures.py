"""Photos and recordings in a memory's form and on its page: what was brought, what hangs there."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from balans.accounts.person import Person, person_of
from balans.accounts.space import NoSpace, no_space_words, space_of
from balans.core.blobs import NoRoom
from balans.core.vault import Vault
from balans.diary.attaching import (
    MOST,
    NotAPhoto,
    Prepared,
    attach,
    describe,
    prepare_photo,
    prepare_recording,
    remove,
    store,
)
from balans.diary.attachment import CAPTION_LIMIT, PHOTO, RECORDING, Attachment
from balans.diary.models import Memory
from balans.diary.recordings import NotARecording
from balans.questionnaires.kinds.base import clean

FIELDS = {PHOTO: "foto", RECORDING: "geluid"}
REMOVE, DESCRIBE = "weg", "bijschrift-"
MOST_NAMES, NAME_LENGTH = 3, 40


@dataclass(frozen=True)
class Hung:
    """An attachment as a page shows it, open for whoever may see its memory."""

    attachment: Attachment
    caption: str
    number: int

    @property
    def alt(self) -> str:
        """Return what is to be seen, or which photo it is."""
        return self.caption or _("Foto %(number)s") % {"number": self.number}

    def _url(self, name: str) -> str:
        return reverse(f"diary:{name}", args=[self.attachment.memory_id, self.attachment.pk])

    @property
    def href(self) -> str:
        return self._url("photo")

    @property
    def large(self) -> str:
        return self._url("picture_large")

    @property
    def small(self) -> str:
        return self._url("picture_small")

    @property
    def sound(self) -> str:
        return self._url("recording")


def hung_on(attachments: Iterable[Attachment], vault: Vault) -> list[Hung]:
    """Return attachments of one memory with their captions open, in their order."""
    return [
        Hung(attachment=each, caption=each.read_caption(vault), number=number)
        for number, each in enumerate(attachments, 1)
    ]


def hanging(person: Person | None, memory_id: uuid.UUID) -> dict[str, list[Hung]]:
    """Return what hangs on a memory, photos and recordings apart. One query."""
    found = list(Attachment.objects.visible_to(person).filter(memory=memory_id))
    if person is None or not found:
        return {"photos": [], "recordings": []}
    vault = Memory(pk=memory_id).vault_of(person)
    return {
        "photos": hung_on([each for each in found if each.is_photo], vault),
        "recordings": hung_on([each for each in found if not each.is_photo], vault),
    }


@dataclass
class Brought:
    """What came along with a form: cleaned, with what could not be, and why."""

    prepared: list[Prepared] = field(default_factory=list)
    refused: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """A kind to reasons to the names of files."""

    over: int = 0
    full: str = ""
    """That there is no room for more of this person, and what one can do."""

    def refuse(self, kind: str, why: str, name: str) -> None:
        """Note that a file cannot be kept."""
        self.refused.setdefault(kind, {}).setdefault(why, []).append(name)

    @property
    def errors(self) -> dict[str, str]:
        """Return a message for each field that has something to say."""
        found = {
            f"id_{FIELDS[kind]}": " ".join(
                _say(names, self.full if why == "full" else _reasons(kind)[why])
                for why, names in whys.items()
            )
            for kind, whys in self.refused.items()
        }
        if self.over:
            text = _("Bij één herinnering passen %(photos)s foto’s en %(recordings)s opnames.")
            room = text % {"photos": MOST[PHOTO], "recordings": MOST[RECORDING]}
            known = found.get("id_foto", "")
            found["id_foto"] = f"{known} {room} {_count_left_out(self.over)}".strip()
        return found


def _count_left_out(count: int) -> str:
    text = ngettext("Er is er %(count)s niet bij.", "Er zijn er %(count)s niet bij.", count)
    return text % {"count": count}


def _say(names: Sequence[str], reason: str) -> str:
    """Return what is the matter with files, with their names when these are few."""
    shown = ", ".join(f"“{_short(name)}”" for name in names)
    if len(names) > MOST_NAMES:
        shown = _("%(count)s bestanden") % {"count": len(names)}
    return f"{shown}: {reason}"


def _short(name: str) -> str:
    line = clean(name) or _("bestand")
    return line if len(line) <= NAME_LENGTH else f"{line[: NAME_LENGTH - 9]}…{line[-8:]}"


def _reasons(kind: str) -> dict[str, str]:
    both = {
        "together": _("dit was te veel in één keer. Voeg dit daarna toe."),
        "no_room": _("we kunnen dit nu niet bewaren. Probeer het later nog een keer."),
        "empty": _("in dit bestand zit niets. Kies een ander bestand."),
    }
    if kind == RECORDING:
        return both | {
            "large": _("deze opname is te groot. Tien minuten past altijd."),
            "video": _("dit is een filmpje. Hier kun je alleen geluid bewaren."),
            "photo": _("dit is een foto. Kies hem bij de foto’s."),
            "strange": _("dit geluid kennen we niet. Neem het hier op, of kies een m4a-bestand."),
        }
    return both | {
        "large": _("deze foto is te groot. Hij mag niet groter zijn dan 30 megabyte."),
        "many_points": _("deze foto is te groot om te openen. Maak hem eerst kleiner."),
        "video": _("dit is een filmpje. Hier kun je alleen foto’s bewaren."),
        "drawing": _("dit is een document. Hier kun je alleen foto’s bewaren."),
        "strange": _("dit is geen foto die we kennen. Een jpg, png, webp of heic kan wel."),
        "broken": _(
            "deze foto is beschadigd of niet heel. Kies hem nog een keer, of neem een andere."
        ),
    }


def read_brought(request: HttpRequest) -> Brought:
    """Return the photos and the recording that came with a form, cleaned one by one."""
    found = Brought()
    for kind, name in FIELDS.items():
        for upload in request.FILES.getlist(name):
            _prepare(kind, upload, found)
            upload.close()
    return found


def _prepare(kind: str, upload: UploadedFile, found: Brought) -> None:  # type: ignore[type-arg]
    name = upload.name or ""
    if why := getattr(upload, "refused", ""):
        found.refuse(kind, why, name)
        return
    try:
        content = upload.read()
        prepare = prepare_photo if kind == PHOTO else prepare_recording
        found.prepared.append(prepare(content))
    except (NotAPhoto, NotARecording) as refusal:
        found.refuse(kind, refusal.why, name)


def stays(request: HttpRequest, memory_id: uuid.UUID, brought: Brought) -> bool:
    """Return whether a photo or recording hangs on the memory once this form is kept."""
    if brought.prepared:
        return True
    known = Attachment.objects.visible_to(person_of(request)).filter(memory=memory_id)
    gone = set(request.POST.getlist(REMOVE))
    return any(str(pk) not in gone for pk in known.values_list("pk", flat=True))


def hang(person: Person, memory: Memory, brought: Brought) -> None:
    """Hang what was brought on a memory; what there is no room for is noted in `brought`."""
    fasten(memory, hold(person, memory, brought), brought)


def hold(person: Person, memory: Memory, brought: Brought) -> list[Attachment]:
    """Keep the bytes of what was brought for a memory, which need not be there yet.

    Outside a transaction; `fasten` follows within the one that keeps the memory, so that neither
    is there without the other. What is held and never fastened is swept.
    """
    if not brought.prepared:
        return []
    vault, made, space = memory.vault_of(person), [], space_of(person)
    for prepared in brought.prepared:
        name = _("foto") if prepared.kind == PHOTO else _("opname")
        try:
            space = space.after(prepared.size)
            made.append(store(memory=memory, vault=vault, prepared=prepared))
        except NoSpace as full:
            brought.full = no_space_words(full.space, has_account=person.has_account)
            brought.refuse(prepared.kind, "full", name)
        except NoRoom:
            brought.refuse(prepared.kind, "no_room", name)
    brought.prepared.clear()
    return made


def fasten(memory: Memory, made: Sequence[Attachment], brought: Brought) -> None:
    """Hang on a memory what was held for it; what there is no room for is noted in `brought`."""
    if made:
        brought.over += attach(memory=memory, made=made)


def tidy(request: HttpRequest, person: Person, memory: Memory) -> None:
    """Take away what was ticked in the form, and keep the captions that were written."""
    gone = set(request.POST.getlist(REMOVE))
    asked = gone or any(name.startswith(DESCRIBE) for name in request.POST)
    if not asked:
        return
    known = list(memory.attachments.all())
    if ticked := [each for each in known if str(each.pk) in gone]:
        remove(attachments=ticked)
    captions = {
        each: clean(words)[:CAPTION_LIMIT]
        for each in known
        if each not in ticked and (words := request.POST.get(f"{DESCRIBE}{each.pk}")) is not None
    }
    describe(vault=memory.vault_of(person), captions=captions)
