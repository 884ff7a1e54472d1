"""A tag for templates: the address of a page about a questionnaire, whatever room it lives in."""

from django.template import Library
from django.utils.translation import get_language_info

from balans.questionnaires.content import Flow
from balans.questionnaires.screen import flow_url

register = Library()
register.simple_tag(flow_url)


@register.filter
def introduction_url(flow: Flow) -> str:
    """Return where a questionnaire is introduced."""
    return flow_url(flow, "introduction")


@register.filter
def language_name(code: str) -> str:
    """Return what a language is called in the language of the page; its code when unknown."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
