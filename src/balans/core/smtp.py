"""The way to the mail server, which remembers whether it began to hand the mail over.

A connection that breaks before that took no mail along: it can be tried again. After that it may
have, and what may have arrived is never sent twice.
"""

import smtplib
from typing import Any

from django.core.mail.backends.smtp import EmailBackend


class _Noting:
    """Beside smtplib's own class: notes when the mail itself goes over the line."""

    handed_over = False

    def mail(self, *given: Any, **named: Any) -> Any:
        self.handed_over = False
        return super().mail(*given, **named)  # type: ignore[misc]

    def data(self, *given: Any) -> Any:
        self.handed_over = True
        return super().data(*given)  # type: ignore[misc]


class NotingSMTP(_Noting, smtplib.SMTP):
    """A line that begins in the open, and may be closed by STARTTLS."""


class NotingSMTPOverTLS(_Noting, smtplib.SMTP_SSL):
    """A line that is closed from the start."""


class Backend(EmailBackend):
    """Django's own, over these lines."""

    @property
    def connection_class(self) -> Any:
        return NotingSMTPOverTLS if self.use_ssl else NotingSMTP

    def may_have_gone(self) -> bool:
        """Return whether the last mail may have arrived, when the line broke."""
        return self.connection is None or bool(getattr(self.connection, "handed_over", True))
