"""What the page for people says is so: each example is asked."""

import re
import shlex
from urllib.parse import urlsplit

import pytest

from balans.api.page import words

pytestmark = pytest.mark.django_db
CALLS = [
    (language, line)
    for language in ("nl", "en")
    for block in re.findall(r"```\n(.*?)```", words(language).text, re.DOTALL)
    for line in block.strip().splitlines()
]


def test_there_are_examples_in_both_languages():
    nl, en = ([line for code, line in CALLS if code == language] for language in ("nl", "en"))
    assert len(nl) == len(en) > 15


@pytest.mark.parametrize(("language", "line"), CALLS, ids=[line for _code, line in CALLS])
def test_each_example_works(client, language, line):
    program, *rest = shlex.split(line)
    assert program == "curl"
    headers, urls = {}, []
    while rest:
        word = rest.pop(0)
        if word == "-H":
            name, _, value = rest.pop(0).partition(": ")
            headers[name.lower()] = value
        elif word == "-o":
            assert rest.pop(0).endswith((".json", ".csv", ".zip"))
        else:
            urls.append(urlsplit(word))
    (url,) = urls
    assert f"{url.scheme}://{url.netloc}" == "http://localhost:8000"
    response = client.get(f"{url.path}?{url.query}", headers=headers)
    assert response.status_code == (422 if "page=0" in line else 200)
    content = b"".join(response.streaming_content) if response.streaming else response.content
    assert len(content) > 100


@pytest.mark.parametrize(("language", "path"), [("nl", "/api/uitleg/"), ("en", "/en/api/docs/")])
def test_every_field_that_the_page_names_is_a_field(client, language, path):
    from balans.api.hsds import Service

    page = client.get(path)
    assert page.status_code == 200
    table = re.findall(r"^\| (`.*?) \|", words(language).text, re.MULTILINE)
    named = re.findall(r"`(\w+)`", " ".join(table))
    assert len(named) > 15 and set(named) <= set(Service.model_fields)


def test_the_page_is_linked_from_about_and_to_the_other_language(client):
    assert "/api/uitleg/" in client.get("/over/").content.decode()
    assert "/en/api/docs/" in client.get("/en/about/").content.decode()
    assert "/en/api/docs/" in client.get("/api/uitleg/").content.decode()
