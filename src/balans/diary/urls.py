"""Addresses of Herinneringen."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.diary import (
    book_views,
    drafting,
    photo_views,
    shared_views,
    sharing,
    views,
    writing,
)

app_name = "diary"
urlpatterns = [
    path(_("herinneringen/"), views.index, name="index"),
    path(_("herinneringen/nieuw/"), writing.new, name="new"),
    path(_("herinneringen/kladje/"), drafting.new_draft, name="new_draft"),
    path(_("herinneringen/drie-goede-dingen/"), writing.good_things, name="good_things"),
    path(_("herinneringen/vragen/"), views.questions, name="questions"),
    path(_("herinneringen/zoeken/"), views.search, name="search"),
    path(_("herinneringen/boek/"), book_views.book, name="book"),
    path(_("herinneringen/boek/kiezen/"), book_views.memories, name="book_memories"),
    path(_("herinneringen/boek/volgorde/"), book_views.order, name="book_order"),
    path(_("herinneringen/boek/kaft/"), book_views.cover, name="book_cover"),
    path(_("herinneringen/boek/maken/"), book_views.make, name="book_make"),
    path(_("herinneringen/boek/boek.pdf"), book_views.pdf, name="book_pdf"),
    path(_("herinneringen/boek/wissen/"), book_views.erase, name="book_erase"),
    path(_("herinneringen/<uuid:memory_id>/"), views.memory, name="memory"),
    path(_("herinneringen/<uuid:memory_id>/wijzigen/"), writing.change, name="change"),
    path(_("herinneringen/<uuid:memory_id>/kladje/"), drafting.draft, name="draft"),
    path(_("herinneringen/<uuid:memory_id>/kiezen/"), writing.choose, name="choose"),
    path(_("herinneringen/<uuid:memory_id>/wissen/"), views.erase, name="erase"),
    path(_("herinneringen/<uuid:memory_id>/delen/"), sharing.share, name="share"),
    path(
        _("gedeeld/<str:token>/foto/<uuid:attachment_id>/groot.jpg"),
        shared_views.picture,
        {"size": "large"},
        name="shared_picture_large",
    ),
    path(
        _("gedeeld/<str:token>/foto/<uuid:attachment_id>/klein.jpg"),
        shared_views.picture,
        {"size": "small"},
        name="shared_picture_small",
    ),
    path(
        _("gedeeld/<str:token>/geluid/<uuid:attachment_id>/"),
        shared_views.recording,
        name="shared_recording",
    ),
    path(
        _("herinneringen/<uuid:memory_id>/foto/<uuid:attachment_id>/"),
        photo_views.photo,
        name="photo",
    ),
    path(
        _("herinneringen/<uuid:memory_id>/foto/<uuid:attachment_id>/groot.jpg"),
        photo_views.picture,
        {"size": "large"},
        name="picture_large",
    ),
    path(
        _("herinneringen/<uuid:memory_id>/foto/<uuid:attachment_id>/klein.jpg"),
        photo_views.picture,
        {"size": "small"},
        name="picture_small",
    ),
    path(
        _("herinneringen/<uuid:memory_id>/geluid/<uuid:attachment_id>/"),
        photo_views.recording,
        name="recording",
    ),
]
