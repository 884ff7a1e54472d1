"""Leading together: a link once, taken off with a new key, and a group that nobody leads."""

import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from balans.accounts.staff.roles import take_role
from balans.accounts.staff.tests.people import become, set_up_app
from balans.accounts.tests.letters import person_behind, sent
from balans.core.boxes import fill_box
from balans.core.vault import CannotOpen
from balans.groups import actions
from balans.groups.leading.appointing import without_leader
from balans.groups.leading.tests.test_begin import fields
from balans.groups.leading.together import sweep_handovers
from balans.groups.models import (
    AttendanceSheet,
    Evaluation,
    Facilitation,
    Group,
    Handover,
    Invite,
    Participation,
    Reply,
)
from balans.groups.tests.series import DORA, facilitator, opened, participant
from balans.groups.words import Attendance, Extra, Mark, Note, Roster

pytestmark = pytest.mark.django_db
EVA = "eva@example.nl"


@pytest.fixture
def eva() -> Client:
    return facilitator(Client(), EVA)


def page(group: Group, tail: str = "") -> str:
    return f"/groepen/leiden/{group.pk}/samen/{tail}"


def link_of(client: Client, group: Group) -> str:
    """Return the path of a new link to lead along."""
    form = fields(client.get(page(group)))
    html = client.post(page(group), {"_sleutel": form["_sleutel"]}).content.decode()
    return html.split('id="link" translate="no">')[1].split("<")[0].removeprefix(settings.SITE)


def test_a_link_lets_one_facilitator_lead_along_once(dora, eva, group):
    participant(group, "Anna")
    link = link_of(dora, group)
    assert "Wil je deze groep meeleiden?" in eva.get(link).content.decode()
    assert eva.get(f"/groepen/leiden/{group.pk}/").status_code == 404
    assert eva.post(link).url.startswith(page(group))
    assert [each.name for each in opened(eva, group).members] == ["Anna"]
    fay = facilitator(Client(), "fay@example.nl")
    assert fay.get(link).status_code == fay.post(link).status_code == 404
    assert "Deze link werkt niet" in fay.get(link).content.decode()


def test_the_database_alone_does_not_open_a_link(dora, group):
    link = link_of(dora, group)
    private = opened(dora, group).private
    raw = bytes(Handover.objects.get().sealed_key)
    assert private not in raw and Handover.objects.get().lookup not in link


def test_the_same_form_twice_makes_one_link_and_ten_are_enough(dora, group):
    form = fields(dora.get(page(group)))
    for _time in range(2):
        dora.post(page(group), {"_sleutel": form["_sleutel"]})
    assert Handover.objects.count() == 1
    for _time in range(9):
        link_of(dora, group)
    full = dora.post(page(group), {"_sleutel": fields(dora.get(page(group)))["_sleutel"]})
    assert full.status_code == 422 and "al tien links open" in full.content.decode()
    dora.post(page(group), {"doen": "intrekken"})
    assert not Handover.objects.exists()


def test_a_link_ends_after_seven_days_and_is_swept(dora, eva, group):
    link = link_of(dora, group)
    Handover.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert eva.get(link).status_code == 404
    assert sweep_handovers() == 1


@pytest.mark.parametrize("token", ["x", "x" * 43, "618fc725-b943-4a77-8d6e-7d6714e3d808", "é" * 43])
def test_a_link_that_never_was_is_answered_like_one_that_was_used(dora, token):
    url = reverse("groups:take_up", args=[token])
    assert dora.get(url).status_code == dora.post(url).status_code == 404


def test_who_is_no_facilitator_gets_nothing_from_a_link(dora, group, chris):
    link = link_of(dora, group)
    become(chris, "editor", "chris@example.nl")
    set_up_app(chris)
    assert chris.get(link).status_code == 404 and Handover.objects.count() == 1


def filled(dora: Client, group: Group) -> Participation:
    """Let there be something of every kind that is sealed for the facilitators."""
    here = opened(dora, group)
    _anna, taking = participant(group, "Anna")
    meeting = group.meetings.first()
    note = taking.fill(group, f"note {meeting.pk}", Note(words="Ik kom later"))
    Reply.objects.create(participation=taking, meeting=meeting, coming=True, box=note)
    sheet = AttendanceSheet(meeting=meeting)
    sheet.seal(here.vault, Attendance(marks=(Mark(who=taking.pk, came=True),)))
    sheet.save()
    group.seal_roster(here.vault, Roster(extras=(Extra(id=uuid.uuid4(), name="Piet"),)))
    group.save(update_fields=["sealed_roster"])
    invite_id, evaluation_id = uuid.uuid4(), uuid.uuid4()
    Invite.objects.create(
        id=invite_id,
        group=group,
        lookup="l" * 64,
        digest="d" * 64,
        sealed=here.vault.seal(b"cor@example.nl", record=str(invite_id), field="to"),
        sent_at=timezone.now(),
    )
    place = f"evaluation {evaluation_id}"
    Evaluation.objects.create(
        id=evaluation_id,
        group=group,
        flow="x",
        version=1,
        key_number=1,
        box=fill_box(bytes(group.public_key), b"{}", place=place, filler=""),
    )
    return taking


def test_who_is_taken_off_opens_nothing_that_comes_after_and_nothing_is_lost(dora, eva, group):
    from balans.core.boxes import open_box

    eva.post(link_of(dora, group))
    theirs = opened(eva, group).private
    taking = filled(dora, group)
    other = Facilitation.objects.get(owner=person_behind(eva).owner)
    url = page(group, f"{other.pk}/eraf/")
    assert "nieuwe sleutel" in dora.get(url).content.decode()
    assert dora.post(url).status_code == 302
    assert eva.get(page(group)).status_code == 404
    here = opened(dora, group)
    assert here.group.key_number == here.facilitation.key_number == 2
    assert [each.name for each in here.members] == ["Anna"]
    reply = Reply.objects.get()
    name = f"note {reply.meeting_id}"
    assert taking.look(here.private, bytes(reply.box), name, Note).words == "Ik kom later"
    assert AttendanceSheet.objects.get().read(here.vault).came == 1
    assert here.group.read_roster(here.vault).extras[0].name == "Piet"
    invite, evaluation = Invite.objects.get(), Evaluation.objects.get()
    sealed = bytes(invite.sealed)
    assert here.vault.open(sealed, record=str(invite.pk), field="to") == b"cor@example.nl"
    place = f"evaluation {evaluation.pk}"
    assert open_box(here.private, bytes(evaluation.box), place=place, filler="") == b"{}"
    assert evaluation.key_number == 2
    # The one who was taken off kept a copy of the old key: it opens nothing any more.
    assert taking.look(theirs, bytes(Participation.objects.get().box), "card", Note) is None
    with pytest.raises(CannotOpen):
        here.group.read_roster(here.group.vault(theirs))
    assert not sent("group")


def test_whoever_else_leads_along_gets_a_new_link(dora, eva, group):
    fay = facilitator(Client(), "fay@example.nl")
    for client in (eva, fay):
        client.post(link_of(dora, group))
    filled(dora, group)
    dora.post(page(group, f"{Facilitation.objects.get(owner=person_behind(eva).owner).pk}/eraf/"))
    assert "nieuwe link" in fay.get("/groepen/leiden/").content.decode()
    for tail in ("", "deelnemers/", "samen/"):
        html = fay.get(f"/groepen/leiden/{group.pk}/{tail}")
        assert html.status_code == 200 and b"nieuwe sleutel" in html.content
    other = Facilitation.objects.get(owner=person_behind(dora).owner)
    assert fay.post(page(group, f"{other.pk}/eraf/")).status_code == 404
    assert fay.post(page(group), {"_sleutel": ""}).status_code == 422
    fay.post(link_of(dora, group))
    assert [each.name for each in opened(fay, group).members] == ["Anna"]


def test_stopping_oneself_leaves_the_others_their_group(dora, eva, group):
    eva.post(link_of(dora, group))
    assert "Jij bent de laatste" not in dora.get(page(group, "stoppen/")).content.decode()
    done = dora.post(page(group, "stoppen/"))
    assert "Je leidt die groep niet meer" in dora.get(done.url).content.decode()
    assert dora.get(page(group)).status_code == 404
    assert eva.get(page(group)).status_code == 200
    assert "Jij bent de laatste" in eva.get(page(group, "stoppen/")).content.decode()


def test_without_the_role_a_facilitator_sees_nothing_and_the_others_go_on(dora, eva, group):
    eva.post(link_of(dora, group))
    take_role(address=EVA, role="facilitator")
    for tail in ("", "samen/", "deelnemers/"):
        assert eva.get(f"/groepen/leiden/{group.pk}/{tail}").status_code == 404
    assert dora.get(page(group)).status_code == 200
    assert not without_leader().exists()


@pytest.fixture
def hanna() -> Client:
    """An administrator."""
    client = Client()
    become(client, "administrator", "hanna@example.nl")
    set_up_app(client)
    return client


def test_a_group_that_nobody_leads_any_more_gets_another_facilitator(dora, eva, hanna, group):
    anna, taking = participant(group, "Anna", address="anna@example.nl")
    filled_group = opened(dora, group)
    group.seal_roster(filled_group.vault, Roster(extras=(Extra(id=uuid.uuid4(), name="Piet"),)))
    group.save(update_fields=["sealed_roster"])
    assert "Wat op jou wacht" not in hanna.get("/beheer/").content.decode()
    take_role(address=DORA, role="facilitator")
    assert "Groepen zonder gespreksleider</a>: 1" in hanna.get("/beheer/").content.decode()
    html = hanna.get("/groepen/beheer/").content.decode()
    assert "Samen op adem" in html and "Anna" not in html and "Dorpsstraat" not in html
    for address, said in (
        ("", "Schrijf het mailadres"),
        ("niemand@example.nl", "hoort geen gespreksleider"),
        ("hanna@example.nl", "hoort geen gespreksleider"),
        ("geen adres", "mailadres is niet heel"),
    ):
        wrong = hanna.post("/groepen/beheer/", {"groep": str(group.pk), "adres": address})
        assert wrong.status_code == 422 and said in wrong.content.decode()
    asked = hanna.post("/groepen/beheer/", {"groep": str(group.pk), "adres": EVA})
    assert asked.status_code == 302
    to, subject, text = sent("group")[-1]
    assert (to, subject) == (EVA, "Wil je een groep overnemen?")
    link = next(line for line in text.split("\n") if line.startswith(settings.SITE))
    link = link.removeprefix(settings.SITE)
    fay = facilitator(Client(), "fay@example.nl")
    assert fay.get(link).status_code == 404
    assert "Wil je deze groep overnemen?" in eva.get(link).content.decode()
    assert eva.post(link).status_code == 302
    here = opened(eva, group)
    assert here.group.key_number == 2 and [each.name for each in here.members] == [""]
    assert here.group.read_roster(here.vault) == Roster()
    assert (
        "naam nog niet verteld"
        in eva.get(f"/groepen/leiden/{group.pk}/deelnemers/").content.decode()
    )
    assert sent("group")[-1][:2] == ("anna@example.nl", "Je groep heeft een nieuwe gespreksleider")
    # Anna goes on: her card is filled for the new key.
    again = Participation.objects.get(pk=taking.pk)
    fresh = Group.objects.get(pk=group.pk)
    actions.tell(person=person_behind(anna), group=fresh, taking=again, name="Anna")
    again.save()
    assert [each.name for each in opened(eva, group).members] == ["Anna"]
    assert not without_leader().exists()


def test_an_appointment_comes_too_late_when_somebody_leads_again(dora, eva, hanna, group):
    from balans.accounts.staff.roles import give_role

    take_role(address=DORA, role="facilitator")
    hanna.post("/groepen/beheer/", {"groep": str(group.pk), "adres": EVA})
    link = sent("group")[-1][2].split(settings.SITE)[1].split()[0]
    give_role(address=DORA, role="facilitator")
    assert eva.post(link).status_code == 404
    assert opened(dora, group).group.key_number == 1


def test_only_a_group_that_nobody_leads_can_be_given(dora, eva, hanna, group):
    for wrong in (str(group.pk), str(uuid.uuid4()), "x", ""):
        gone = hanna.post("/groepen/beheer/", {"groep": wrong, "adres": EVA})
        assert gone.status_code == 404
    for client in (dora, eva):
        assert client.get("/groepen/beheer/").status_code == 404
    assert not Handover.objects.exists()
