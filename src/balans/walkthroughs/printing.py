"""A walk-through on paper: for who has no screen, and for who hands it out."""

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from balans.core.addresses import spoken
from balans.core.content import library
from balans.documents.walkthrough import WalkLeaflet, WalkScene, drawn, render_walkthrough
from balans.questionnaires.content import Flow
from balans.questionnaires.screen import flow_url
from balans.walkthroughs.content import Scene, Walkthrough


def leaflet(walk: Walkthrough, flow: Flow) -> bytes:
    """Return the walk-through as PDF, with a code that leads to the exercise."""
    with override(walk.language):
        address = settings.SITE + flow_url(flow, "introduction")
        made = WalkLeaflet(
            title=walk.words.title,
            language=walk.language,
            lead=walk.words.lead,
            scenes=tuple(map(_scene, walk.scenes)),
            begin=_("Begin wanneer je wilt"),
            begin_text=_("Scan de code met je telefoon. Of typ het adres over. Het is gratis."),
            address=address,
            spoken=spoken(address),
            code_text=_("Code om te scannen, naar %(address)s") % {"address": spoken(address)},
        )
    return render_walkthrough(made)


def _scene(scene: Scene) -> WalkScene:
    picture = library().find(*scene.picture.split("/")).read_bytes()
    return WalkScene(
        title=scene.words.title,
        caption=scene.words.caption,
        alt=scene.words.alt,
        svg=drawn(picture, scene.width, scene.height),
        ratio=scene.height / scene.width,
    )
