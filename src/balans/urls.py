"""Every address of the product. Dutch at the root, other languages under their code."""

from django.conf import settings
from django.urls import include, path

from balans.core.health import health
from balans.core.routing import in_each_language
from balans.plans.agenda_views import feed

urlpatterns = [
    path("gezond/", health, name="health"),
    # Calendars know no language: the owner's is used.
    path("agenda/<str:token>.ics", feed, name="feed"),
    path("", include("balans.pages.machine_urls")),
    # For other programs: the language is asked for, not in the address.
    path("api/", include("balans.api.urls")),
]
urlpatterns += in_each_language(
    path("", include("balans.pages.urls")),
    path("", include("balans.questionnaires.urls")),
    path("", include("balans.walkthroughs.urls")),
    path("", include("balans.reminders.urls")),
    path("", include("balans.checks.urls")),
    path("", include("balans.plans.urls")),
    path("", include("balans.directory.urls")),
    path("", include("balans.directory.editing.urls")),
    path("", include("balans.articles.urls")),
    path("", include("balans.api.page_urls")),
    path("", include("balans.accounts.urls")),
    path("", include("balans.accounts.staff.urls")),
    path("", include("balans.administration.urls")),
    path("", include("balans.grief.urls")),
    path("", include("balans.outreach.urls")),
    path("", include("balans.groups.urls")),
    path("", include("balans.diary.urls")),
    path("", include("balans.search.urls")),
    path("", include("balans.ui.urls")),
    *([path("", include("balans.demo.urls"))] if settings.DEMO else []),
)

handler400 = "balans.pages.errors.bad_request"
handler403 = "balans.pages.errors.no_permission"
handler404 = "balans.pages.errors.not_found"
handler500 = "balans.pages.errors.broken"
