"""Home, long pages, and what browsers and machines ask for at the root."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from balans.core.content import LANGUAGES
from balans.core.language import page_language
from balans.pages.content import long_page
from balans.pages.middleware import public_page
from balans.pages.sitemap import public_addresses
from balans.questionnaires.content import exercises

FONTS = ("ui/fonts/atkinson.woff2", "ui/fonts/fraunces.woff2")


@public_page
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what this is, and where to begin."""
    flows = exercises(page_language())
    return render(request, "pages/home.html", {"flows": flows})


@public_page
@require_safe
def long(request: HttpRequest, name: str) -> HttpResponse:
    """Show a long page."""
    shown = long_page(name, page_language())
    return render(request, "pages/long.html", {"shown": shown})


@public_page
@require_safe
def offline(request: HttpRequest) -> HttpResponse:
    """Show what the service worker gives when there is no connection."""
    return render(request, "pages/offline.html")


@require_safe
def manifest(request: HttpRequest) -> JsonResponse:
    """Give the web app manifest."""
    icons = [
        {"src": static(f"ui/icons/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"}
        for size in (192, 512)
    ]
    maskable = {**icons[1], "src": static("ui/icons/maskable-512.png"), "purpose": "maskable"}
    return JsonResponse(
        {
            "id": "/",
            "name": "MantelzorgBalans",
            "short_name": "Balans",
            "lang": "nl",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#faf6ee",
            "theme_color": "#faf6ee",
            "icons": [*icons, maskable],
        },
        content_type="application/manifest+json",
    )


@require_safe
def service_worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker, with the addresses that must work without a connection."""
    kept = [static("balans.css"), static("balans.js"), *(static(font) for font in FONTS)]
    pages = {}
    for language in LANGUAGES:
        with override(language):
            pages[language] = [reverse("pages:offline"), reverse("directory:talk_now")]
    context = {"files": kept, "pages": pages, "version": "-".join(each[-16:] for each in kept[:2])}
    response = render(
        request, "pages/service-worker.js", context, content_type="text/javascript; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers to leave personal and test pages alone."""
    lines = (
        "User-agent: *",
        "Disallow: /mijn/",
        "Disallow: /en/mine/",
        f"Sitemap: {request.scheme}://{request.get_host()}/sitemap.xml",
    )
    return HttpResponse("\n".join(lines) + "\n", "text/plain")


@public_page
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Name every public page in every language, for who searches the web."""
    origin = f"{request.scheme}://{request.get_host()}"
    context = {"addresses": [origin + each for each in public_addresses()]}
    return render(request, "pages/sitemap.xml", context, content_type="application/xml")


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that guess to the icon."""
    return HttpResponsePermanentRedirect(static("ui/icons/icon-192.png"))
