"""Addresses of the groups: each part of the room has its own, all below /groepen/."""

from django.urls import include, path
from django.utils.translation import gettext_lazy as _

from balans.groups.evaluating import urls as evaluating
from balans.groups.joining import urls as joining
from balans.groups.leading import urls as leading
from balans.groups.listed import urls as listed
from balans.groups.materials import urls as materials
from balans.groups.running import urls as running
from balans.groups.scripts import urls as scripts

app_name = "groups"
urlpatterns = [
    path(
        _("groepen/"),
        include(
            [
                *listed.patterns,
                *leading.patterns,
                *scripts.patterns,
                *running.patterns,
                *joining.patterns,
                *materials.patterns,
                *evaluating.patterns,
            ]
        ),
    )
]
