"""Who is in a group: names, waiting, taken out kindly, and people without the website."""

import pytest
from django.utils import timezone

from balans.accounts.tests.letters import person_behind, sent
from balans.groups.leading.tests.test_begin import fields
from balans.groups.models import Group, Participation
from balans.groups.tests.series import begin, opened, participant

pytestmark = pytest.mark.django_db


def page(group: Group, tail: str = "") -> str:
    return f"/groepen/leiden/{group.pk}/deelnemers/{tail}"


def test_names_are_there_with_who_waits_and_who_gave_no_address(dora):
    group = begin(dora, limit=1)
    participant(group, "Anna", address="anna@example.nl")
    participant(group, "Bram")
    html = dora.get(page(group)).content.decode()
    assert html.index("In de groep") < html.index("Anna") < html.index("Wachten op een plek")
    assert html.index("Wachten op een plek") < html.index("Bram")
    assert "anna@example.nl" not in html


def test_sixty_people_are_there_in_eight_queries(dora, django_assert_max_num_queries):
    group = begin(dora, limit=60)
    for number in range(60):
        participant(group, f"Deelnemer {number}")
    with django_assert_max_num_queries(8):
        html = dora.get(page(group)).content.decode()
    assert html.count("Haal eruit") == 60 and "Deelnemer 59" in html


def test_who_is_taken_out_reads_it_kindly_and_who_waited_gets_the_place(dora):
    group = begin(dora, limit=1)
    anna, taking = participant(group, "Anna", address="anna@example.nl")
    participant(group, "Bram", address="bram@example.nl")
    url = page(group, f"{taking.pk}/weghalen/")
    assert "Wil je Anna uit de groep halen?" in dora.get(url).content.decode()
    assert dora.post(url).status_code == 302
    assert dora.post(url).status_code == 404
    assert not Participation.objects.filter(owner=person_behind(anna).owner).exists()
    assert [each.name for each in opened(dora, group).members] == ["Bram"]
    mails = {to: (subject, text) for to, subject, text in sent("group")}
    assert mails["anna@example.nl"][0] == "Je doet niet meer mee met de groep"
    assert "blijft van jou" in mails["anna@example.nl"][1]
    assert mails["bram@example.nl"][0] == "Er is een plek voor je in de groep"
    assert "Anna" not in mails["bram@example.nl"][1]


def test_somebody_of_another_group_cannot_be_taken_out_here(dora):
    group, other = begin(dora), begin(dora)
    _anna, taking = participant(other, "Anna")
    assert dora.post(page(group, f"{taking.pk}/weghalen/")).status_code == 404
    assert dora.post(page(group, f"{taking.pk}/plek-geven/")).status_code == 404
    assert Participation.objects.filter(pk=taking.pk).exists()


def test_the_second_who_waits_can_be_let_in_and_the_group_grows(dora):
    group = begin(dora, limit=1)
    participant(group, "Anna")
    _bram, first = participant(group, "Bram")
    _cor, second = participant(group, "Cor", address="cor@example.nl")
    dora.post(page(group, f"{second.pk}/plek-geven/"))
    dora.post(page(group, f"{second.pk}/plek-geven/"))
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.waiting_since and second.waiting_since is None
    assert Group.objects.get(pk=group.pk).limit == 2
    assert [to for to, *_rest in sent("group")] == ["cor@example.nl"]


def test_a_group_of_sixty_grows_no_more(dora):
    group = begin(dora, limit=60)
    for number in range(60):
        participant(group, f"Deelnemer {number}")
    _cor, waits = participant(group, "Cor")
    done = dora.post(page(group, f"{waits.pk}/plek-geven/"))
    assert "In een groep passen 60 mensen" in dora.get(done.url).content.decode()
    waits.refresh_from_db()
    assert waits.waiting_since


def test_people_without_the_website_are_added_once_sealed_and_removed(dora):
    group = begin(dora)
    form = fields(dora.get(page(group))) | {"naam": "Mevrouw Ünlü 🌷"}
    form.pop("weg", None)
    for _time in range(2):
        assert dora.post(page(group), form).status_code == 302
    (extra,) = opened(dora, group).group.read_roster(opened(dora, group).vault).extras
    assert extra.name == "Mevrouw Ünlü 🌷"
    assert "Ünlü".encode() not in bytes(Group.objects.get(pk=group.pk).sealed_roster)
    assert "Mevrouw Ünlü 🌷" in dora.get(page(group)).content.decode()
    dora.post(page(group), {"weg": str(extra.id)})
    assert "Ünlü" not in dora.get(page(group)).content.decode()


@pytest.mark.parametrize(("name", "said"), [(" ", "Schrijf een naam"), ("x" * 70, "te lang")])
def test_a_name_that_cannot_be_stays_typed(dora, name, said):
    group = begin(dora)
    response = dora.post(page(group), {"naam": name, "nummer": "geen"})
    assert response.status_code == 422 and said in response.content.decode()
    assert fields(response)["naam"] == name


def test_somebody_who_is_erased_in_the_middle_leaves_a_page_that_works(dora):
    from balans.accounts.actions import erase_owner, finish_erasing

    group = begin(dora)
    anna, _taking = participant(group, "Anna")
    participant(group, "Bram")
    erase_owner(owner=person_behind(anna).owner)
    finish_erasing()
    html = dora.get(page(group)).content.decode()
    assert "Anna" not in html and "Bram" in html
    assert group.meetings.filter(starts_at__gt=timezone.now()).count() == 4
