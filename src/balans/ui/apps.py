"""The ui app: components, styles, scripts."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "balans.ui"
