"""Addresses of information: themes, pathways and articles."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.articles import views

app_name = "articles"
urlpatterns = [
    path(_("informatie/"), views.index, name="index"),
    path(_("informatie/fase/<slug:slug>/"), views.pathway, name="pathway"),
    path(_("informatie/<slug:slug>/"), views.theme, name="theme"),
    path(_("informatie/<slug:theme_slug>/<slug:slug>/"), views.article, name="article"),
    path(_("informatie/<slug:theme_slug>/<slug:slug>/pdf/"), views.article_pdf, name="pdf"),
]
