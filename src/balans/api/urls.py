"""Addresses for other programs; the same in every language, with or without a slash at the end."""

from django.urls import re_path

from balans.api import exports, fhir_views, hsds_views, organization_views, text_views
from balans.api.openapi import document
from balans.api.operation import OPERATIONS, view

ROOMS = (hsds_views, organization_views, text_views, fhir_views, exports)
"""Where the operations stand: reading these makes them known."""

app_name = "api"
urlpatterns = [
    re_path(r"^openapi\.json$", document, name="openapi"),
    *(re_path(each.pattern, view(each), name=each.name) for each in OPERATIONS.values()),
]
