"""Four eyes: what one editor publishes waits for another."""

import pytest
from django.utils import timezone

from balans import cli
from balans.directory.editing.four_eyes import OwnProposal, accept, set_four_eyes, wished_in
from balans.directory.editing.models import Proposal
from balans.directory.editing.tests.editors import (
    HOME,
    KAMPEN,
    ZWOLLE,
    editor,
    offer,
    rights,
    typed,
)
from balans.directory.models import LocalOffer, OfferVersion

pytestmark = pytest.mark.django_db
DORA, EVA, GIJS = "dora@example.nl", "eva@example.nl", "gijs@example.nl"
State = LocalOffer.State


@pytest.fixture
def dora():
    return editor(DORA, ZWOLLE)


@pytest.fixture
def eva():
    return editor(EVA, ZWOLLE)


def wish() -> None:
    set_four_eyes(municipality=ZWOLLE, wanted=True, by=None)


def test_it_is_off_until_an_editor_of_the_municipality_wishes_it(dora):
    assert wished_in() == frozenset()
    dora.post(f"{HOME}vier-ogen/", {"gemeente": KAMPEN, "wens": "aan"})
    assert wished_in() == frozenset()
    dora.post(f"{HOME}vier-ogen/", {"gemeente": ZWOLLE, "wens": "aan"})
    assert wished_in() == {ZWOLLE}
    assert "Je bent hier de enige redacteur" in dora.get(f"{HOME}vier-ogen/").content.decode()
    dora.post(f"{HOME}vier-ogen/", {"gemeente": ZWOLLE, "wens": "uit"})
    assert wished_in() == frozenset()


def test_it_is_wished_on_the_command_line(capsys):
    assert cli.main(["offers", "foureyes", ZWOLLE]) == 0
    assert wished_in() == {ZWOLLE}
    assert cli.main(["offers", "foureyes", ZWOLLE, "--off"]) == 0
    assert wished_in() == frozenset()
    assert cli.main(["offers", "foureyes", "nergenshuizen"]) == 2


def test_a_new_offer_waits_as_a_draft_until_a_colleague_agrees(dora, eva):
    wish()
    dora.post(f"{HOME}nieuw/", typed(doen="zichtbaar"))
    made = LocalOffer.objects.get()
    assert made.state == State.DRAFT
    assert "Wacht op een tweede paar ogen" in eva.get(HOME).content.decode()
    text = eva.get(f"{HOME}{made.pk}/voorstel/").content.decode()
    assert "dora" in text and "Inloop" in text
    eva.post(f"{HOME}{made.pk}/voorstel/", {"doen": "overnemen"})
    made.refresh_from_db()
    assert made.state == State.PUBLISHED
    text = eva.get(f"{HOME}{made.pk}/geschiedenis/").content.decode()
    assert "redactie, dora" in text and "akkoord: eva" in text


def test_a_change_is_not_seen_until_a_colleague_agrees(dora, eva):
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    there.refresh_from_db()
    assert (there.title, there.number) == ("Inloop", 1)
    assert "<td>Anders</td>" in eva.get(f"{HOME}{there.pk}/voorstel/").content.decode()
    eva.post(f"{HOME}{there.pk}/voorstel/", {"doen": "overnemen"})
    there.refresh_from_db()
    assert (there.title, there.number) == ("Anders", 2)


def test_nobody_agrees_with_their_own(dora, eva):
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    address = f"{HOME}{there.pk}/voorstel/"
    assert 'value="overnemen"' not in dora.get(address).content.decode()
    assert dora.post(address, {"doen": "overnemen"}).status_code == 404
    dora.post(f"{HOME}voorstellen/", {"aanbod": [str(there.pk)]})
    with pytest.raises(OwnProposal):
        accept(proposal=Proposal.objects.get(), rights=rights(DORA))
    there.refresh_from_db()
    assert there.title == "Inloop"


def test_an_editor_of_elsewhere_does_not_agree(dora):
    gijs = editor(GIJS, KAMPEN)
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    assert gijs.get(f"{HOME}{there.pk}/voorstel/").status_code == 404
    assert gijs.post(f"{HOME}{there.pk}/voorstel/", {"doen": "overnemen"}).status_code == 404
    gijs.post(f"{HOME}voorstellen/", {"aanbod": [str(there.pk)]})
    assert Proposal.objects.get().state == Proposal.State.WAITING


def test_a_proposal_is_sent_back_with_words_and_comes_again(dora, eva):
    there = offer()
    wish()
    change = f"{HOME}{there.pk}/veranderen/"
    dora.post(change, typed(doen="zichtbaar", versie="1", naam="Anders"))
    address = f"{HOME}{there.pk}/voorstel/"
    assert eva.post(address, {"doen": "terug", "woorden": " "}).status_code == 422
    eva.post(address, {"doen": "terug", "woorden": "De naam\x00 klopt niet."})
    assert "De naam klopt niet." in dora.get(address).content.decode()
    form = dora.get(change).content.decode()
    assert "De naam klopt niet." in form and 'value="Anders"' in form
    dora.post(change, typed(doen="zichtbaar", versie="1", naam="Nog anders"))
    waiting = Proposal.objects.open().get()
    assert (waiting.state, waiting.as_record().words["nl"].title) == ("waiting", "Nog anders")


def test_a_proposal_is_withdrawn_by_who_made_it(dora, eva):
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    eva.post(f"{HOME}{there.pk}/voorstel/", {"doen": "intrekken"})
    assert Proposal.objects.open().exists()
    dora.post(f"{HOME}{there.pk}/voorstel/", {"doen": "intrekken"})
    assert not Proposal.objects.open().exists()
    assert dora.get(f"{HOME}{there.pk}/voorstel/").status_code == 404


def test_a_proposal_for_an_older_version_is_not_taken_over_blindly(dora, eva):
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    set_four_eyes(municipality=ZWOLLE, wanted=False, by=None)
    from balans.directory.actions import keep_offer

    keep_offer(
        record=there.as_record(), state=State.PUBLISHED, why=OfferVersion.Why.CHANGED, offer=there
    )
    page = eva.post(f"{HOME}{there.pk}/voorstel/", {"doen": "overnemen"})
    assert page.status_code == 409
    assert Proposal.objects.get().state == Proposal.State.WAITING


def test_looking_after_an_offer_keeps_its_proposal_alive(dora, eva):
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    eva.post(f"{HOME}klopt/", {"aanbod": [str(there.pk)]})
    eva.post(f"{HOME}voorstellen/", {"aanbod": [str(there.pk)]})
    there.refresh_from_db()
    assert (there.title, there.number) == ("Anders", 3)


def test_an_older_version_put_back_waits_too(dora, eva):
    there = offer()
    change = f"{HOME}{there.pk}/veranderen/"
    dora.post(change, typed(doen="zichtbaar", versie="1", naam="Anders"))
    wish()
    dora.post(f"{HOME}{there.pk}/geschiedenis/", {"versie": "1"})
    there.refresh_from_db()
    assert (there.title, there.number) == ("Anders", 2)
    assert Proposal.objects.waiting().get().as_record().words["nl"].title == "Inloop"


def test_what_is_proposed_for_a_municipality_leaves_only_with_its_second_pair_of_eyes(dora):
    wish()
    both = editor(EVA, ZWOLLE, KAMPEN)
    there = offer(areas=(ZWOLLE,))
    moved = typed(doen="zichtbaar", versie="1", gemeenten=[KAMPEN])
    both.post(f"{HOME}{there.pk}/veranderen/", moved)
    there.refresh_from_db()
    assert there.as_record().areas == (ZWOLLE,)


# Every other door: what hides an offer waits as well, and so does undoing a list.


def test_taking_away_waits_for_a_colleague_too(dora, eva):
    there = offer()
    wish()
    assert "Stel voor om weg te halen" in dora.get(f"{HOME}{there.pk}/weghalen/").content.decode()
    dora.post(f"{HOME}{there.pk}/weghalen/")
    there.refresh_from_db()
    assert (there.state, there.number) == (State.PUBLISHED, 1)
    assert "Voorstel: haal dit weg" in eva.get(HOME).content.decode()
    address = f"{HOME}{there.pk}/voorstel/"
    assert dora.post(address, {"doen": "overnemen"}).status_code == 404
    assert "Akkoord, haal weg" in eva.get(address).content.decode()
    eva.post(address, {"doen": "overnemen"})
    there.refresh_from_db()
    assert (there.state, there.number) == (State.RETIRED, 2)
    assert there.versions.get(number=2).why == OfferVersion.Why.RETIRED


def test_an_offer_that_is_seen_does_not_become_a_draft_behind_a_colleague_s_back(dora, eva):
    there = offer()
    wish()
    change = f"{HOME}{there.pk}/veranderen/"
    dora.post(change, typed(doen="concept", versie="1", naam="Verstopt"))
    there.refresh_from_db()
    assert (there.state, there.title) == (State.PUBLISHED, "Inloop")
    eva.post(f"{HOME}{there.pk}/voorstel/", {"doen": "overnemen"})
    there.refresh_from_db()
    assert (there.state, there.title) == (State.DRAFT, "Verstopt")


def test_what_nobody_sees_is_taken_away_at_once(dora):
    there = offer(state=State.DRAFT)
    wish()
    dora.post(f"{HOME}{there.pk}/weghalen/")
    there.refresh_from_db()
    assert there.state == State.RETIRED


def test_agreeing_keeps_the_day_on_which_somebody_looked_meanwhile(dora, eva):
    there = offer()
    wish()
    dora.post(f"{HOME}{there.pk}/veranderen/", typed(doen="zichtbaar", versie="1", naam="Anders"))
    eva.post(f"{HOME}klopt/", {"aanbod": [str(there.pk)]})
    eva.post(f"{HOME}{there.pk}/voorstel/", {"doen": "overnemen"})
    there.refresh_from_db()
    assert (there.title, there.assured_on) == ("Anders", timezone.localdate())


def test_two_editors_who_each_take_a_way_away_lose_nothing(dora, eva):
    """Together nothing would be left to reach it by: then one's own words stay in the form."""
    there = offer(url="https://een.example/", words={"nl": {"title": "Inloop", "text": "Koffie."}})
    change = f"{HOME}{there.pk}/veranderen/"
    none = {"eerste-stap": "", "omschrijving": "Koffie.", "doen": "zichtbaar", "versie": "1"}
    dora.post(change, typed(**none, telefoon="", website="https://een.example/"))
    page = eva.post(change, typed(**none, website=""))
    assert page.status_code == 409
    assert "038 123 45 67" in page.content.decode()
