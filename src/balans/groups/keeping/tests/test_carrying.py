"""What facilitators keep goes along in one file, comes back once, and is gone when they are."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.accounts.actions import destroy_expired, erase_owner, finish_erasing
from balans.accounts.models import Owner
from balans.accounts.space import space_of
from balans.accounts.tests.letters import person_behind, sent, sign_in
from balans.core.mail import Mail
from balans.groups import actions
from balans.groups.content import scripts
from balans.groups.keeping import notes, page
from balans.groups.models import (
    Facilitation,
    Facilitator,
    Group,
    MeetingNote,
    OwnScript,
    Participation,
    ScriptVersion,
)
from balans.groups.opened import Joined
from balans.groups.telling import tell
from balans.groups.tests.series import PLACE, TITLE, begin, facilitator, participant
from balans.groups.words import PublicWords

pytestmark = pytest.mark.django_db
WORDS = "Mien praat zelden; vraag haar zacht."
AIM = "Iedereen gaat lichter naar huis."


def note(dora: Client, group: Group, words: str = WORDS) -> MeetingNote:
    person = person_behind(dora)
    made = MeetingNote(
        owner=person.owner, meeting=group.meetings.first(), changed_at=timezone.now()
    )
    made.sealed = person.vault.seal(words.encode(), record=str(made.pk), field="note")
    made.save(force_insert=True)
    return made


def own_script(dora: Client) -> OwnScript:
    """Keep an own script with two versions."""
    person, now = person_behind(dora), timezone.now() - timedelta(days=1)
    ours = scripts("nl")["grenzen"]
    kept = OwnScript.objects.create(
        owner=person.owner, made_from="grenzen", language="nl", created_at=now, changed_at=now
    )
    changed = ours.model_copy(update={"words": ours.words.model_copy(update={"aim": AIM})})
    for number, script in enumerate((ours, changed), start=1):
        version = ScriptVersion(script=kept, number=number, saved_at=now)
        version.seal(person.vault, script)
        version.save(force_insert=True)
    return kept


def own_page(dora: Client, website: str = "https://linde.example/") -> None:
    row = Facilitator(owner=person_behind(dora).owner, changed_at=timezone.now())
    row.seal(PublicWords(name="Dora Bos", organisation="De Linde", website=website))
    row.seal_logo(b"\x89PNG a logo")
    row.save(force_insert=True)


def parcel_of(client: Client) -> zipfile.ZipFile:
    content = b"".join(client.get("/mijn/meenemen.zip").streaming_content)
    return zipfile.ZipFile(io.BytesIO(content))


def rooms_of(client: Client) -> dict:
    return json.loads(parcel_of(client).read("data.json"))["rooms"]


def bring(client: Client, rooms: dict) -> None:
    data = {
        "format": "mantelzorgbalans-parcel",
        "version": 1,
        "made_at": timezone.now().isoformat(),
        "rooms": rooms,
    }
    file = SimpleUploadedFile("data.json", json.dumps(data).encode())
    assert client.post("/mijn/meenemen/", {"bestand": file}).status_code == 302


def test_notes_scripts_and_page_go_along_to_read_and_as_data(dora):
    group = begin(dora)
    note(dora, group)
    own_script(dora)
    own_page(dora)
    found = parcel_of(dora)
    read = found.read("index.html").decode()
    for each in (WORDS, AIM, "Dora Bos", "De Linde", TITLE):
        assert each in read
    assert found.read("logo.png") == b"\x89PNG a logo"
    rooms = json.loads(found.read("data.json"))["rooms"]
    assert rooms["meeting_notes"][0]["words"] == WORDS
    assert len(rooms["scripts"][0]["versions"]) == 2
    assert rooms["facilitator_page"][0]["words"]["name"] == "Dora Bos"


def test_what_was_erased_comes_back_once_and_the_same(dora):
    group = begin(dora)
    note(dora, group)
    own_script(dora)
    own_page(dora)
    rooms = rooms_of(dora)
    MeetingNote.objects.all().delete()
    OwnScript.objects.all().delete()
    Facilitator.objects.all().delete()
    for _time in range(2):
        bring(dora, rooms)
    again = rooms_of(dora)
    for room in ("meeting_notes", "scripts", "facilitator_page"):
        assert again[room] == rooms[room]
    assert MeetingNote.objects.count() == OwnScript.objects.count() == 1


def test_a_note_comes_back_only_where_its_writer_leads_the_group(dora):
    note(dora, begin(dora))
    rooms = rooms_of(dora)
    eva = facilitator(Client(), "eva@example.nl")
    begin(eva)
    bring(eva, rooms)
    assert MeetingNote.objects.filter(owner=person_behind(eva).owner).count() == 0


def test_a_file_with_a_script_as_website_makes_no_link(dora):
    bring(
        dora,
        {
            "facilitator_page": [
                {
                    "changed_at": timezone.now().isoformat(),
                    "words": {"name": "Dora\x07 Bos", "website": "javascript:alert(1)"},
                }
            ]
        },
    )
    words = Facilitator.objects.get().read()
    assert words.name == "Dora Bos" and words.website == ""


def test_all_of_it_is_weighed(dora):
    before = space_of(person_behind(dora)).kept
    group = begin(dora)
    sizes = [len(bytes(note(dora, group).sealed))]
    own_script(dora)
    own_page(dora)
    sizes += [len(bytes(each.sealed)) for each in ScriptVersion.objects.all()]
    row = Facilitator.objects.get()
    sizes += [len(bytes(row.sealed)), len(bytes(row.logo))]
    assert space_of(person_behind(dora)).kept - before >= sum(sizes)


def test_the_account_of_a_facilitator_leads_to_the_groups(dora):
    assert "Naar je groepen" in dora.get("/mijn/account/").content.decode()
    anna = Client()
    sign_in(anna)
    assert "Naar je groepen" not in anna.get("/mijn/account/").content.decode()


def raw_groups() -> bytes:
    """Return every byte of every row of the room's tables."""
    found = []
    with connection.cursor() as cursor:
        tables = [t for t in connection.introspection.table_names() if t.startswith("groups_")]
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                found += [v if isinstance(v, bytes) else str(v).encode() for v in row]
    assert len(tables) >= 10
    return b"\n".join(found)


def test_erasing_a_participant_leaves_nothing_of_them(dora):
    group = begin(dora)
    anna, taking = participant(group, "Annabella", address="annabella@example.nl")
    owner = person_behind(anna).owner
    sealed = [bytes(each) for each in (taking.sealed, taking.box, taking.address)]
    marks = [owner.pk.hex.encode(), str(owner.pk).encode(), taking.pk.hex.encode(), *sealed]
    before = raw_groups()
    assert owner.pk.hex.encode() in before.replace(b"-", b"") and sealed[0] in before
    erase_owner(owner=owner)
    finish_erasing()
    after = raw_groups()
    assert not any(each in after for each in marks) and b"nnabella" not in before + after


@pytest.mark.parametrize("by", ["choice", "time"])
def test_who_is_erased_gets_no_mail_of_the_group_any_more(dora, by):
    group = begin(dora)
    anna, taking = participant(group, "Anna", address="anna@example.nl")
    _bram, other = participant(group, "Bram", address="bram@example.nl")
    tell([taking, other], lambda _taking: Mail(subject="x", paragraphs=("y",)), once="z")
    assert len(sent("group")) == 2
    owner = person_behind(anna).owner
    if by == "choice":
        erase_owner(owner=owner)
    else:
        Owner.objects.filter(pk=owner.pk).update(expires_at=timezone.now())
        assert destroy_expired() == 1
    assert [to for to, _subject, _text in sent("group")] == ["bram@example.nl"]


def test_erasing_a_facilitator_leaves_nothing_of_them_and_the_group_goes_on(dora):
    group = begin(dora)
    note(dora, group)
    own_script(dora)
    own_page(dora)
    anna, taking = participant(group, "Anna")
    owner = person_behind(dora).owner
    assert owner.pk.hex.encode() in raw_groups().replace(b"-", b"")
    erase_owner(owner=owner)
    finish_erasing()
    assert owner.pk.hex.encode() not in raw_groups().replace(b"-", b"")
    models = (Facilitation, MeetingNote, OwnScript, ScriptVersion, Facilitator)
    assert not any(model.objects.exists() for model in models)
    here = Joined(person=person_behind(anna), group=group, participation=taking)
    assert here.name == "Anna" and here.words.place == PLACE and len(here.meetings) == 4
    assert TITLE in anna.get(reverse("groups:index")).content.decode()
    assert anna.get(reverse("groups:register", args=[group.pk])).status_code == 200
    assert actions.leave(taking=taking) == [] and not Participation.objects.exists()


def test_nobody_registers_for_a_group_that_nobody_leads(dora, client):
    group = begin(dora)
    Group.objects.update(is_listed=True)
    erase_owner(owner=person_behind(dora).owner)
    assert client.get(reverse("groups:register", args=[group.pk])).status_code == 404


def test_someone_who_leads_nothing_has_nothing_of_it_in_their_parcel(client):
    client.post("/mijn/gegevens/", {"naam": "Anna"})
    person = person_behind(client)
    assert notes.take(person) == page.take(person) == []
    assert notes.sections(person) == page.sections(person) == []
