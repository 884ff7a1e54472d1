"""The page for people about the interface, in every language."""

from django.urls import path
from django.utils.translation import gettext_lazy as _

from balans.api.page import explained

urlpatterns = [path(_("api/uitleg/"), explained, name="api_explained")]
