"""The mailbox of the demonstration: mail that would be sent lands in a folder, to be read here.

Only without a mail server of one's own; Django's file backend writes the folder.
"""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.utils import timezone

MOST = 50


@dataclass(frozen=True)
class Received:
    """One mail as it arrived: plain text, and the same as HTML."""

    to: str
    subject: str
    text: str
    html: str
    at: datetime


def received() -> list[Received]:
    """Return the newest mails, the newest first."""
    folder = Path(settings.EMAIL_FILE_PATH)
    files = sorted(folder.glob("*.log"), key=lambda path: path.stat().st_mtime, reverse=True)
    return [mail for path in files[:MOST] for mail in reversed(_read(path))]


def _read(path: Path) -> list[Received]:
    at = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
    parts = path.read_bytes().split(b"\n" + b"-" * 79 + b"\n")
    made = [email.message_from_bytes(part, policy=email.policy.default) for part in parts]
    return [_seen(message, at) for message in made if message["Subject"]]


def _seen(message: EmailMessage, at: datetime) -> Received:
    bodies = {
        part.get_content_type(): part.get_content()
        for part in message.walk()
        if not part.is_multipart()
    }
    return Received(
        to=str(message["To"]),
        subject=str(message["Subject"]),
        text=str(bodies.get("text/plain", "")),
        html=str(bodies.get("text/html", "")),
        at=at,
    )
