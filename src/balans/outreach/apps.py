"""The outreach app: materials for who points others to this site."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "balans.outreach"
