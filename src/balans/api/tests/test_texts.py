"""Articles and all other texts, in both languages."""

import pytest

from balans.api.tests.local import ask, everywhere
from balans.articles.content import articles
from balans.directory.helplines import helplines
from balans.directory.needs import needs

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_article_is_there_with_its_text(client, language):
    found = everywhere(client, f"articles?language={language}")
    assert [each["name"] for each in found] == list(articles(language))
    for each in found:
        whole = ask(client, f"articles/{each['name']}?language={language}")
        assert {name: whole[name] for name in each} == each
        assert whole["language"] == language
        assert whole["html"].startswith("<p>") and "## " in whole["markdown"]
        assert whole["sources"]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_links_of_an_article_are_whole_addresses(client, language):
    for each in articles(language):
        whole = ask(client, f"articles/{each}?language={language}")
        assert 'href="/' not in whole["html"] and "](/" not in whole["markdown"]
        assert "{fact:" not in whole["markdown"]


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("kind", ["themes", "pathways", "needs", "exercises", "helplines"])
def test_every_text_has_a_page_for_people(client, kind, language):
    found = everywhere(client, f"{kind}?language={language}")
    assert found
    for each in {each["url"]: each for each in found}.values():
        path = each["url"].removeprefix("http://localhost:8000")
        assert each["language"] == language
        assert path.startswith("/en/") == (language == "en")
        assert client.get(path.partition("#")[0]).status_code == 200


def test_what_texts_name_is_there(client):
    names = {
        kind: {each["name"] for each in everywhere(client, kind)}
        for kind in ("articles", "exercises", "helplines", "needs")
    }
    services = {each["id"] for each in everywhere(client, "services")}
    terms = {each["id"] for each in everywhere(client, "taxonomy_terms")}
    for need in everywhere(client, "needs"):
        assert need["taxonomy_term_id"] in terms
        assert set(need["services"]) <= services
        for kind in ("articles", "exercises", "helplines"):
            assert set(need[kind]) <= names[kind]
    for theme in everywhere(client, "themes"):
        assert set(theme["articles"]) <= names["articles"]
    for each in names["articles"]:
        article = ask(client, f"articles/{each}")
        assert set(article["services"]) <= services
        assert set(article["needs"]) <= names["needs"]


def test_what_is_about_dying_says_so(client):
    for kind, known in (("articles", articles("nl")), ("needs", needs("nl"))):
        told = {each["name"] for each in everywhere(client, kind) if each["about_dying"]}
        assert told == {name for name, each in known.items() if each.entry.about_dying}


def test_numbers_to_call_are_those_of_the_page(client):
    found = everywhere(client, "helplines")
    assert [(each["name"], each.get("phone", "")) for each in found] == [
        (each.id, each.phone) for each in helplines("nl").values()
    ]
