"""Mail: without it nobody signs in by a code and no reminder arrives."""

from balans.doctor.facts import MailFacts
from balans.doctor.finding import Findings, error, note, warning

HERE = {"localhost", "127.0.0.1", "::1"}


def none_set(facts: MailFacts) -> Findings:
    """Look whether there is a mail server at all."""
    if facts.host:
        return []
    return (note if facts.demo else error)(
        "no-mail",
        "BALANS_SMTP_HOST is not set.",
        "Nobody can sign in by a code, and no reminder goes out.",
        "Name your mail server (docs/installing.md, step 'Mail').",
    )


def server(facts: MailFacts) -> Findings:
    """Look whether the server answers, speaks TLS and lets us in."""
    if not facts.host:
        return []
    name = f"{facts.host}:{facts.port}"
    if facts.tls_fails:
        return error(
            "mail-tls",
            f"{name} does not speak TLS as BALANS_SMTP_SECURITY={facts.security} asks "
            f"({facts.reason}).",
            "No mail goes out.",
            "Use 587 with starttls or 465 with tls, and the name that its certificate has.",
        )
    if facts.reached is False:
        return error(
            "mail-away",
            f"The mail server {name} does not answer ({facts.reason}).",
            "Mail waits here, and is given up after some hours.",
            "Look at BALANS_SMTP_HOST and BALANS_SMTP_PORT, and whether a firewall keeps it.",
        )
    if facts.signed_in is False:
        return error(
            "mail-refuses",
            f"{name} does not let us in ({facts.reason}).",
            "No mail goes out.",
            "Look at BALANS_SMTP_USER and BALANS_SMTP_PASSWORD.",
        )
    return []


def unprotected(facts: MailFacts) -> Findings:
    """Look whether mail leaves this machine in plain text."""
    if not facts.host or facts.security != "none" or facts.host in HERE:
        return []
    return error(
        "mail-without-tls",
        f"Mail goes to {facts.host} without TLS.",
        "The codes that let people in can be read on the way.",
        "Set BALANS_SMTP_SECURITY to starttls or tls.",
    )


def sender(facts: MailFacts) -> Findings:
    """Look whether others will trust mail from our address."""
    if not facts.host:
        return []
    domain = facts.sender
    if domain in HERE:
        return error(
            "sender-is-localhost",
            "BALANS_MAIL_FROM is an address at localhost.",
            "Most mail servers refuse it.",
            "Set BALANS_MAIL_FROM to an address at your own domain.",
        )
    found: Findings = []
    if facts.receives is False:
        found += warning(
            "sender-without-mx",
            f"The domain {domain} of BALANS_MAIL_FROM takes no mail (no MX record).",
            "Many servers refuse mail from where no answer can go.",
            "Use a domain that takes mail, or add an MX record.",
        )
    if facts.spf is False:
        found += warning(
            "sender-without-spf",
            f"{domain} has no SPF record.",
            "Mail from here may land among the unwanted.",
            f'Add a TXT record "v=spf1 …" for {domain} that names your mail server.',
        )
    if facts.dmarc is False:
        found += warning(
            "sender-without-dmarc",
            f"{domain} has no DMARC record.",
            "Others can write in your name, and large mail providers refuse yours.",
            f'Add a TXT record "v=DMARC1; p=quarantine" at _dmarc.{domain}.',
        )
    return found


RULES = (none_set, server, unprotected, sender)
