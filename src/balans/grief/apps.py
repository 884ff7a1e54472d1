"""The grief app: when a loved one died."""

from django.apps import AppConfig


class GriefConfig(AppConfig):
    name = "balans.grief"
