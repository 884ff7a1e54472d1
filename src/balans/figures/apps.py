"""The figures app: how much this site is used, for everybody to see."""

from django.apps import AppConfig


class FiguresConfig(AppConfig):
    name = "balans.figures"
