"""The api app: content and support map for other programs, read-only."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "balans.api"
