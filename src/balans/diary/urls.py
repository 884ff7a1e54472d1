"""Addresses of Herinneringen."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.diary import sharing, views, writing

app_name = "diary"
urlpatterns = [
    path(_("herinneringen/"), views.index, name="index"),
    path(_("herinneringen/nieuw/"), writing.new, name="new"),
    path(_("herinneringen/kladje/"), writing.new_draft, name="new_draft"),
    path(_("herinneringen/drie-goede-dingen/"), writing.good_things, name="good_things"),
    path(_("herinneringen/vragen/"), views.questions, name="questions"),
    path(_("herinneringen/zoeken/"), views.search, name="search"),
    path(_("herinneringen/<uuid:memory_id>/"), views.memory, name="memory"),
    path(_("herinneringen/<uuid:memory_id>/wijzigen/"), writing.change, name="change"),
    path(_("herinneringen/<uuid:memory_id>/kladje/"), writing.draft, name="draft"),
    path(_("herinneringen/<uuid:memory_id>/kiezen/"), writing.choose, name="choose"),
    path(_("herinneringen/<uuid:memory_id>/wissen/"), views.erase, name="erase"),
    path(_("herinneringen/<uuid:memory_id>/delen/"), sharing.share, name="share"),
]
