"""A tag for templates: the address of a page about a questionnaire, whatever room it lives in."""

from django.template import Library

from balans.questionnaires.content import Flow
from balans.questionnaires.screen import flow_url

register = Library()
register.simple_tag(flow_url)


@register.filter
def introduction_url(flow: Flow) -> str:
    """Return where a questionnaire is introduced."""
    return flow_url(flow, "introduction")
