"""Addresses of this part of the groups."""

from django.urls import URLPattern

patterns: list[URLPattern] = []
