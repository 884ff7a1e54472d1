"""Every component: an example that renders, valid HTML, and no argument that is not known."""

import inspect
import re

import html5lib
import pytest
from django.template import Context, Engine, Template, TemplateSyntaxError

from balans.ui import components
from balans.ui.examples import EXAMPLES, Example
from balans.ui.types import Choice

ALL = [(stem, example) for stem, examples in EXAMPLES for example in examples]


def shown(source: str, **context) -> str:
    return Engine.get_default().from_string(source).render(Context(context))


def parse(html: str) -> None:
    html5lib.HTMLParser(strict=True).parseFragment(html)


@pytest.mark.parametrize(("stem", "example"), ALL, ids=[f"{s}: {e.name}" for s, e in ALL])
def test_each_example_is_valid_html_without_inline_style(stem: str, example: Example):
    html = shown(example.source, **example.context)
    assert html.strip()
    assert " style=" not in html and "<script" not in html
    if "<svg" not in html:  # html5lib is strict about svg attributes that are in order
        parse(html)


def test_every_component_has_an_example_and_every_example_a_component():
    tags = set(components.register.tags)
    assert {stem for stem, _examples in EXAMPLES} == tags


@pytest.mark.parametrize("stem", sorted(components.register.tags))
def test_a_misspelt_argument_fails_when_the_template_compiles(stem: str):
    end = "{% endNAME %}" if stem in {"notice", "next_step"} else ""
    with pytest.raises(TemplateSyntaxError):
        Template(f"{{% {stem} legnd='x' %}}{end.replace('NAME', stem)}")


@pytest.mark.parametrize("stem", sorted(components.register.tags))
def test_arguments_are_given_by_name_only(stem: str):
    room = components.fields if hasattr(components.fields, stem) else components.reading
    function = inspect.unwrap(getattr(room, stem))
    parameters = [each for name, each in inspect.signature(function).parameters.items()]
    assert all(
        each.kind is inspect.Parameter.KEYWORD_ONLY for each in parameters if each.name != "content"
    )


HOSTILE = "\"><script>alert('x')</script>{{ 7|add:7 }}"


def test_words_of_people_are_never_markup():
    html = shown(
        "{% text_input name='a' label=words value=words hint=words error=words %}"
        "{% text_area name='b' label=words value=words %}"
        "{% lines name='c' label=words values=many %}"
        "{% choices name='d' legend=words choices=choices"
        " own=many own_name='d-own' own_label=words %}"
        "{% saved text=words %}{% message_box title=words name='m' text=words rows=4 %}",
        words=HOSTILE,
        many=(HOSTILE, ""),
        choices=(Choice(HOSTILE, HOSTILE, HOSTILE),),
    )
    assert "<script" not in html
    assert "14" not in re.sub(r"&#x?\w+;", "", html)


def test_an_error_is_tied_to_its_field():
    html = shown("{% text_input name='naam' label='Naam' error='Te lang.' hint='Kort' %}")
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described and 'aria-invalid="true"' in html
    assert all(f'id="{each}"' in html for each in described[1].split())


def test_carers_are_not_shown_what_is_there_for_who_builds(client, settings):
    assert client.get("/galerij/").status_code == 200
    settings.DEMO = False
    assert client.get("/galerij/").status_code == 404
    settings.DEBUG = True
    assert client.get("/galerij/").status_code == 200
