"""Sharing one outcome: what the other sees, and how long; nothing else of its owner opens."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from balans.accounts.models import Share
from balans.accounts.person import read_cookie
from balans.accounts.shares.actions import close_ended
from balans.core.vault import CannotOpen
from balans.questionnaires.copies import read_copy
from balans.questionnaires.models import Answer, Attempt, SharedResult

pytestmark = pytest.mark.django_db
YES = ("nachtrust", "geld", "baan", "plannen", "beperkt", "in-beslag", "van-streek")


def answers(client, *yes) -> None:
    from balans.questionnaires.content import catalogue

    items = [question.id for question in catalogue("nl").newest("csi").questions]
    return {item: "yes" if item in yes else "no" for item in items}


def check(client, *yes) -> Attempt:
    client.post("/hoe-gaat-het/csi/begin/", answers(client, *(yes or YES)))
    return Attempt.objects.filter(flow="csi").latest("started_at")


def share(client, attempt, room="hoe-gaat-het/csi", query="", **more) -> str:
    """Share an attempt; return the path of the link."""
    response = client.post(f"/{room}/{attempt.pk}/delen/{query}", {"tot": "7", **more})
    return re.search(r"/gedeeld/[\w-]+/", response.content.decode())[0]


def look(path) -> str:
    visitor = Client()
    visitor.post(path, {"naam": "Bram"})
    return visitor.get(path).content.decode()


def test_the_other_sees_words_number_answers_and_day_and_no_help(anna):
    attempt = check(anna)
    page = look(share(anna, attempt, van="Anna"))
    assert "Anna deelt een uitkomst met jou" in page
    assert "Je zei 7 van de 13 keer ja" in page and "Het zorgen vraagt meer van je" in page
    assert "Mijn nachtrust is verstoord" in page
    assert str(attempt.pk) not in page, "nothing leads into the owner's things"
    assert 'class="next' not in page and "Wat opvalt" not in page and "Verander" not in page


def test_opening_the_link_alone_shows_nothing_and_is_no_look(anna):
    path = share(anna, check(anna))
    page = Client().get(path).content.decode()
    assert "nachtrust" not in page
    assert "Bram" not in anna.get("/mijn/delen/").content.decode()
    look(path)
    assert "Bram" in anna.get("/mijn/delen/").content.decode()


def test_a_changed_answer_is_seen_by_the_other(anna):
    attempt = check(anna)
    path = share(anna, attempt)
    anna.post(
        f"/hoe-gaat-het/csi/{attempt.pk}/vraag/stellingen/", answers(anna, "nachtrust", "geld")
    )
    assert "Je zei 2 van de 13 keer ja" in look(path)


def test_in_english_the_other_reads_english(anna):
    path = share(anna, check(anna))
    visitor = Client()
    english = path.replace("/gedeeld/", "/en/shared/")
    visitor.post(english, {})
    assert "shares an outcome with you" in visitor.get(english).content.decode()


def test_the_copy_opens_with_the_link_and_not_with_another_part(anna):
    attempt, other = check(anna), check(anna, "geld")
    first, second = share(anna, attempt), share(anna, other)
    from balans.accounts.shares.opened import open_share

    kept = SharedResult.objects.get(attempt=attempt)
    tokens = [path.strip("/").split("/")[1] for path in (first, second)]
    assert all(read_cookie(token) for token in tokens)
    assert read_copy(kept, open_share(tokens[0]).vault).answers["geld"] == "yes"
    with pytest.raises(CannotOpen):
        read_copy(kept, open_share(tokens[1]).vault)
    with pytest.raises(CannotOpen):
        Answer.objects.filter(attempt=attempt).first().read(open_share(tokens[0]).vault)


def test_the_copy_goes_when_the_last_link_ends_and_not_before(anna):
    attempt = check(anna)
    share(anna, attempt)
    share(anna, attempt)
    first, second = Share.objects.all()
    anna.post(f"/mijn/delen/{first.pk}/stoppen/")
    assert SharedResult.objects.count() == 1
    anna.post(f"/mijn/delen/{second.pk}/stoppen/")
    assert SharedResult.objects.count() == 0


def test_the_copy_goes_when_the_time_is_over(anna):
    path = share(anna, check(anna))
    Share.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    assert Client().get(path).status_code == 404
    assert close_ended() == 1
    assert SharedResult.objects.count() == 0


def test_a_share_that_is_removed_takes_its_copy_along(anna):
    share(anna, check(anna))
    Share.objects.update(ends_at=timezone.now() - timedelta(seconds=1))
    anna.post(f"/mijn/delen/{Share.objects.get().pk}/wissen/")
    assert SharedResult.objects.count() == 0


def test_erasing_the_check_ends_its_links_at_once(anna):
    attempt = check(anna)
    path = share(anna, attempt)
    anna.post(f"/hoe-gaat-het/csi/{attempt.pk}/wissen/")
    assert Client().get(path).status_code == 404
    assert SharedResult.objects.count() == 0
    assert Share.objects.get().withdrawn_at is not None


def test_an_outcome_of_an_exercise_is_shared_the_same_way(anna):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    attempt = Attempt.objects.get(flow="grenzen")
    from balans.questionnaires.content import catalogue

    for page in catalogue("nl").newest("grenzen").pages:
        anna.post(
            f"/oefeningen/grenzen/{attempt.pk}/vraag/{page.id}/",
            {"zelf": "Bellen met de apotheek", "_actie": "" if page.id == "zelf" else "overslaan"},
        )
    attempt.refresh_from_db()
    assert attempt.finished_at, "every page was answered or skipped"
    page = look(share(anna, attempt, room="oefeningen/grenzen"))
    assert "deelt een uitkomst" in page and "De antwoorden" not in page


def test_what_is_not_finished_is_not_shared(anna):
    anna.post("/oefeningen/grenzen/begin/", {"naam": "Jan"})
    attempt = Attempt.objects.get()
    response = anna.post(f"/oefeningen/grenzen/{attempt.pk}/delen/", {"tot": "7"})
    assert response.status_code == 302 and not Share.objects.exists()


def test_what_is_shared_weighs(anna):
    from balans.accounts.models import Owner
    from balans.questionnaires.models import bytes_of_shared

    share(anna, check(anna))
    weight = Owner.objects.annotate(weight=bytes_of_shared()).get().weight
    assert weight == len(SharedResult.objects.get().sealed)


def test_from_all_that_one_shares_the_way_leads_back_to_it(anna, chris):
    attempt = check(anna)
    share(anna, attempt)
    assert f"/oefeningen/uitkomst/{attempt.pk}/" in anna.get("/mijn/delen/").content.decode()
    response = anna.get(f"/oefeningen/uitkomst/{attempt.pk}/")
    assert response.headers["Location"] == f"/hoe-gaat-het/csi/{attempt.pk}/"
    assert chris.get(f"/oefeningen/uitkomst/{attempt.pk}/").status_code == 404


@pytest.mark.parametrize("flow", ["plan", "weggehaald"])
def test_an_outcome_that_no_room_shows_is_one_that_never_was(anna, flow):
    attempt = check(anna)
    Attempt.objects.update(flow=flow)
    assert anna.get(f"/oefeningen/uitkomst/{attempt.pk}/").status_code == 404


def test_the_length_of_what_is_sealed_does_not_tell_what_was_answered(anna):
    """Whoever has the database alone sees lengths: they are the same for all and for nothing."""
    seen = []
    for yes in (["nothing"], [*YES], answers(anna)):
        attempt = check(anna, *yes)
        share(anna, attempt)
        attempt.refresh_from_db()
        lengths = {len(each.sealed) for each in Answer.objects.filter(attempt=attempt)}
        copy = SharedResult.objects.get(attempt=attempt)
        seen.append((lengths, len(attempt.sealed_reading), len(copy.sealed)))
    assert seen[0] == seen[1] == seen[2] and len(seen[0][0]) == 1
