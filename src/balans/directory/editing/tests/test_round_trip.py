"""What our own interface gives to others, read again as a list: nothing would change."""

import pytest

from balans.directory.editing.tests.editors import KAMPEN, ZWOLLE, offer
from balans.directory.editing.tests.test_importing import read

pytestmark = pytest.mark.django_db
WORDS = {
    "nl": {
        "title": "=Inloop; met “koffie”",
        "text": "- Koffie, thee\nen 'koek'.",
        "how": "@Wijkcentrum: loop binnen.",
        "expect": "Een gastvrouw.\n\nEn een stoel.",
        "cost": "€ 2,50",
        "hours": "Elke werkdag, niet op feestdagen",
        "who": "+ iedereen",
    },
    "en": {"title": "Drop-in", "text": "Coffee.", "how": "Walk in.", "who": "=all"},
}
FULL = {
    "organisation": "-Welzijn",
    "words": WORDS,
    "whatsapp": "06 12 34 56 78",
    "chat": "https://a.example/chat",
    "mail": "a@a.example",
    "url": "https://a.example/",
    "needs": ["praten", "lotgenoten"],
    "audiences": ["carer", "young", "other-language"],
    "ways": ["phone", "place", "app"],
    "languages": ["nl", "tr", "Sranantongo"],
    "free": "partly",
    "openings": [
        {"days": ["mo", "we"], "opens": "09:00", "closes": "17:00"},
        {"days": ["sa"], "opens": "22:00", "closes": "02:00"},
    ],
    "places": [
        {"name": "De Linde", "street": "Lindelaan 1", "postcode": "8011 AB", "city": "Zwolle"},
        {"city": "Hattem"},
    ],
    "about_dying": True,
    "assured": "2026-10-01",
    "assurer": "Redactie gemeente Zwolle",
}


def test_nothing_changes_by_reading_our_own_export(client):
    offer("Klein")
    offer("Landelijk", areas=())
    offer("Altijd", always=True, free="yes", url="https://b.example")
    offer("Duur", free="no", phone="", url="https://c.example", areas=(ZWOLLE, KAMPEN))
    offer("Vol", **FULL)
    for name in ("csv", "json"):
        answer = client.get(f"/api/export/services.{name}?origin=local")
        kept = read(b"".join(answer) if answer.streaming else answer.content)
        rows = {
            row.title: (row.kind, row.notes, row.record if row.kind == "changed" else "")
            for row in kept.rows.exclude(offer=None)
        }
        assert {kind for kind, _n, _r in rows.values()} == {"same"}, (name, rows)
        assert len(rows) == 5, kept.counts
