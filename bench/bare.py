"""The measure of speed: a bare Django view with a small template, and nothing else."""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

PAGE = "<h1>{{ title }}</h1>{% for text in texts %}<p>{{ text }}</p>{% endfor %}"
LOADER = ("django.template.loaders.locmem.Loader", {"bare.html": PAGE})

settings.configure(
    ALLOWED_HOSTS=["*"],
    ROOT_URLCONF=__name__,
    SECRET_KEY="only for measuring",
    TEMPLATES=[
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [LOADER]},
        }
    ],
)


def bare(request: HttpRequest) -> HttpResponse:
    """Show a few paragraphs."""
    return render(request, "bare.html", {"title": "Bare", "texts": ["A paragraph of text."] * 8})


urlpatterns = [path("", bare)]
application = get_wsgi_application()
