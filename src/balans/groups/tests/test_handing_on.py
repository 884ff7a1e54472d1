"""What stays when a group gets another key, and what may not stay when somebody is gone."""

import pytest
from django.test import Client

from balans.accounts.actions import erase_owner, finish_erasing
from balans.accounts.tests.letters import person_behind
from balans.groups.actions import join, leave
from balans.groups.evaluating.summary import summary_of
from balans.groups.joining.inviting import forget_addresses, invite_all, invited_to, join_invited
from balans.groups.leading.appointing import new_key, take_off
from balans.groups.leading.membership import change_roster
from balans.groups.models import AttendanceSheet, Facilitation, Group, Invite, Participation
from balans.groups.opened import Led, OldKey
from balans.groups.running.attending import StaysClosed, save_attendance
from balans.groups.tests.series import begin, facilitator, lead_along, opened, participant
from balans.groups.words import Mark

pytestmark = pytest.mark.django_db
ANNA = "anna@example.nl"


@pytest.fixture
def dora() -> Client:
    return facilitator(Client())


@pytest.fixture
def eva() -> Client:
    return facilitator(Client(), "eva@example.nl")


@pytest.fixture
def group(dora: Client) -> Group:
    return begin(dora)


def url(group: Group, tail: str) -> str:
    return f"/groepen/leiden/{group.pk}/{tail}"


def invited_and_in(dora: Client, group: Group, browser: Client) -> Participation:
    """Let somebody come in with a personal invitation."""
    invite_all(here=opened(dora, group), addresses=[ANNA])
    browser.post("/mijn/gegevens/", {"naam": "Anna"})
    invite = Invite.objects.get()
    return join_invited(person=person_behind(browser), invite=invite, name="Anna", address="")


def numbers_of(led: Led) -> dict[str, str]:
    return {label: value for part in summary_of(led).sections for label, value in part.rows}


# Whose invitation it was.


@pytest.mark.parametrize("how", ["left", "erased"])
def test_the_address_of_who_came_in_with_an_invitation_goes_with_them(dora, group, how):
    browser = Client()
    taking = invited_and_in(dora, group, browser)
    assert [each.address for each in invited_to(opened(dora, group))] == [ANNA]
    if how == "left":
        leave(taking=taking)
    else:
        erase_owner(owner=person_behind(browser).owner)
    invite = Invite.objects.get()
    assert bytes(invite.sealed) == b"" and invite.digest == "" and invite.participation is None
    assert numbers_of(opened(dora, group))["Uitgenodigd per mail"] == "1"
    page = dora.get(url(group, "uitnodigen/")).content.decode()
    assert ANNA not in page and "Een adres dat is gewist" in page
    invite_all(here=opened(dora, group), addresses=[ANNA])
    assert Invite.objects.count() == 2


def test_an_old_backup_does_not_bring_the_address_back(dora, group):
    browser = Client()
    invited_and_in(dora, group, browser)
    before = Invite.objects.values().get()
    owner, rows = person_behind(browser).owner, Participation.objects.values().get()
    erase_owner(owner=owner)
    finish_erasing()
    # What a backup of before holds, put back: owner, place and invitation.
    owner.save(force_insert=True)
    Participation.objects.create(**rows)
    Invite.objects.update(**before)
    assert [each.address for each in invited_to(opened(dora, group))] == [""]
    assert forget_addresses() == 1 and forget_addresses() == 0
    assert bytes(Invite.objects.get().sealed) == b""


def test_who_did_not_answer_yet_stays_invited(dora, group):
    invite_all(here=opened(dora, group), addresses=[ANNA])
    assert forget_addresses() == 0
    assert [each.address for each in invited_to(opened(dora, group))] == [ANNA]


# Another key.


def note(led: Led, number: int, *takings: Participation, version: int = 0, **more: bool) -> None:
    marks = [Mark(who=each.pk, came=True) for each in takings]
    meeting = led.meetings[number]
    save_attendance(led=led, meeting=meeting, marks=marks, version=version, **more)


def appointed(group: Group, eva: Client) -> Led:
    Facilitation.objects.filter(group=group).delete()
    new_key(group, person_behind(eva))
    return opened(eva, group)


def test_numbers_stay_when_a_group_gets_a_new_facilitator(dora, eva, group):
    takings = [participant(group, f"Naam {number}")[1] for number in range(6)]
    for number in range(4):
        note(opened(dora, group), number, *takings[number:])
    before = numbers_of(opened(dora, group))
    assert before["Maakten de reeks af (kwamen minstens 3 keer)"] == "4"
    assert numbers_of(appointed(group, eva)) == before
    raw = b"".join(bytes(each.sealed) for each in AttendanceSheet.objects.all())
    assert raw and not any(str(each.pk).encode() in raw for each in takings)


def test_what_was_counted_before_is_added_to_with_care(dora, eva, group):
    takings = [participant(group, f"Naam {number}")[1] for number in range(6)]
    for number in range(3):
        note(opened(dora, group), number, *takings[:5])
    here = appointed(group, eva)
    note(here, 3, *takings)
    found = numbers_of(opened(eva, group))
    assert found["Maakten de reeks af (kwamen minstens 3 keer)"] == "minstens 5"
    assert found["Deden mee"] == "6"
    assert [value for label, value in found.items() if ": " in label][:4] == ["5", "5", "5", "6"]


def test_attendance_that_cannot_be_opened_is_not_overwritten_by_accident(dora, eva, group):
    _browser, anna = participant(group, "Anna")
    _browser, bram = participant(group, "Bram")
    note(opened(dora, group), 0, anna, bram)
    appointed(group, eva)
    address = url(group, f"bijeenkomst/{group.meetings.first().pk}/wie-er-was/")
    page = eva.get(address).content.decode()
    assert "noteerde hier dat er 2 deelnemers waren" in page and 'value="1"' in page
    sealed = bytes(AttendanceSheet.objects.get().sealed)
    posted = {"_versie": "1", "was": [str(anna.pk)]}
    refused = eva.post(address, posted)
    assert refused.status_code == 422 and "checked" in refused.content.decode()
    assert bytes(AttendanceSheet.objects.get().sealed) == sealed
    assert eva.post(address, {**posted, "vervang": "ja"}).status_code == 302
    assert group.meetings.first().came == 1
    assert "vorige gespreksleider" not in eva.get(address).content.decode()


def test_a_sheet_that_stays_closed_is_told(dora, eva, group):
    _browser, anna = participant(group, "Anna")
    note(opened(dora, group), 0, anna)
    here = appointed(group, eva)
    with pytest.raises(StaysClosed):
        note(here, 0, anna, version=1)
    note(here, 0, anna, version=1, over_closed=True)


def test_who_has_an_older_key_spoils_nothing_for_the_others(dora, eva, group):
    fay = facilitator(Client(), "fay@example.nl")
    other = lead_along(group, dora, eva)
    lead_along(group, dora, fay)
    _browser, anna = participant(group, "Anna")
    stale = opened(fay, group)
    meeting = group.meetings.first()
    address = url(group, f"bijeenkomst/{meeting.pk}/wie-er-was/")
    take_off(here=opened(dora, group), other=other)
    asked = url(group, "samen/")
    for client_page, data in (
        (address, {"_versie": "0", "was": [str(anna.pk)]}),
        (url(group, "uitnodigen/"), {"adressen": ANNA}),
    ):
        assert fay.post(client_page, data).url == asked
    assert fay.post(url(group, "deelnemers/"), {"naam": "Piet"}).status_code == 422
    for act in (
        lambda: note(stale, 0, anna),
        lambda: change_roster(here=stale, added="Piet"),
        lambda: invite_all(here=stale, addresses=[ANNA]),
    ):
        with pytest.raises(OldKey):
            act()
    assert not AttendanceSheet.objects.exists() and not Invite.objects.exists()
    here = opened(dora, group)
    assert here.group.read_roster(here.vault).extras == ()


def test_a_meeting_with_an_own_script_is_there_for_who_has_an_older_key(dora, eva, group):
    fay = facilitator(Client(), "fay@example.nl")
    other = lead_along(group, dora, eva)
    lead_along(group, dora, fay)
    meeting = own_script_for(dora, group)
    take_off(here=opened(dora, group), other=other)
    for tail in ("", "pdf/", "nu/", "scherm/", "draaiboek/", "wie-er-was/", "notitie/"):
        status = fay.get(url(group, f"bijeenkomst/{meeting.pk}/{tail}")).status_code
        assert status in (200, 404), tail
        assert dora.get(url(group, f"bijeenkomst/{meeting.pk}/{tail}")).status_code == 200, tail


def own_script_for(client: Client, group: Group):
    """Let the first meeting follow a script of the facilitator's own."""
    here, meeting = opened(client, group), group.meetings.first()
    words = here.script(meeting, "nl").model_dump_json().encode()
    meeting.own_script = here.vault.seal(words, record=str(meeting.pk), field="script")
    meeting.save()
    return meeting


def test_two_who_take_somebody_off_at_the_same_time_lose_nothing(dora, eva, group):
    fay, gus = (facilitator(Client(), f"{each}@example.nl") for each in ("fay", "gus"))
    of_fay, of_gus = lead_along(group, dora, fay), lead_along(group, dora, gus)
    lead_along(group, dora, eva)
    participant(group, "Anna")
    first, second = opened(dora, group), opened(eva, group)
    take_off(here=first, other=of_fay)
    # Eva's page was there before: what she sends comes after.
    take_off(here=second, other=of_gus)
    assert [each.name for each in opened(dora, group).members] == ["Anna"]
    assert Facilitation.objects.filter(pk=of_gus.pk).exists()


def test_somebody_who_joins_while_the_key_turns_is_known_to_who_leads(dora, eva, group):
    other, stale = lead_along(group, dora, eva), Group.objects.get(pk=group.pk)
    take_off(here=opened(dora, group), other=other)
    browser = Client()
    browser.post("/mijn/gegevens/", {"naam": "Anna"})
    join(person=person_behind(browser), group=stale, name="Anna")
    assert [each.name for each in opened(dora, group).members] == ["Anna"]
