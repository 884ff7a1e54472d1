"""Settings that do not fit together, or that are not for real use."""

import difflib
from collections.abc import Iterable
from urllib.parse import urlsplit

from balans.doctor.facts import SettingsFacts
from balans.doctor.finding import Findings, error, note, warning

HERE = {"localhost", "127.0.0.1", "[::1]", "::1"}
SHORTEST_SECRET = 32
PREFIX = "BALANS_"


def local(site: str) -> bool:
    """Return whether an address leads to this machine alone."""
    return (urlsplit(site).hostname or "localhost") in HERE


def https(facts: SettingsFacts) -> Findings:
    """Look whether BALANS_HTTPS and BALANS_SITE say the same."""
    secure = facts.site.startswith("https://")
    if secure and not facts.https:
        return error(
            "https-off",
            f"BALANS_SITE is {facts.site}, and BALANS_HTTPS is off.",
            "Cookies that open people's words may then travel unprotected.",
            "Set BALANS_HTTPS=1.",
        )
    if facts.https and not secure:
        return error(
            "site-not-https",
            f"BALANS_HTTPS is on, and BALANS_SITE is {facts.site}.",
            "Links in mails then lead to a page where nobody stays signed in.",
            "Let BALANS_SITE begin with https://.",
        )
    return []


def plain(facts: SettingsFacts) -> Findings:
    """Look whether a public site does without TLS at all."""
    if local(facts.site) or facts.https or facts.site.startswith("https://"):
        return []
    return error(
        "no-https",
        f"{facts.site} is public and not protected.",
        "Everybody on the way can read along.",
        "Put a proxy with TLS before it (deploy/), then BALANS_SITE=https://… and BALANS_HTTPS=1.",
    )


def hosts(facts: SettingsFacts) -> Findings:
    """Look whether the site may be asked for under its own name."""
    host = urlsplit(facts.site).hostname or ""
    named = any(
        each in ("*", host, f"[{host}]") or (each.startswith(".") and f".{host}".endswith(each))
        for each in facts.hosts
    )
    found: Findings = []
    if not named:
        found += error(
            "host-missing",
            f"BALANS_HOSTS ({','.join(facts.hosts)}) lacks {host or 'the host'} of BALANS_SITE.",
            "Who follows a link gets an error page.",
            f"Add {host or 'it'} to BALANS_HOSTS.",
        )
    if "*" in facts.hosts:
        found += warning(
            "every-host",
            "BALANS_HOSTS holds '*'.",
            "Whoever points a name of theirs here is served as if it were yours.",
            "Name the hosts.",
        )
    return found


def default_site(facts: SettingsFacts) -> Findings:
    """Look whether a public installation still tells people to go to localhost."""
    public = [each for each in facts.hosts if each not in HERE]
    if not local(facts.site) or not public:
        return []
    return error(
        "site-is-localhost",
        f"BALANS_HOSTS names {public[0]}, and BALANS_SITE is {facts.site}.",
        "Links in mails and calendars lead nowhere.",
        f"Set BALANS_SITE=https://{public[0].lstrip('.')}.",
    )


def proxy(facts: SettingsFacts) -> Findings:
    """Look whether the proxy is believed when there is one, and only then."""
    if facts.https and not facts.proxy_header:
        return warning(
            "proxy-not-believed",
            "BALANS_HTTPS is on, and BALANS_PROXY_HEADER is off.",
            "All visitors look like one, the proxy, so its limits on trying codes hold for all.",
            "Set BALANS_PROXY_HEADER=1, with a proxy that sets X-Forwarded-For itself.",
        )
    if facts.proxy_header and not facts.https:
        return warning(
            "proxy-without-tls",
            "BALANS_PROXY_HEADER is on, and BALANS_HTTPS is off.",
            "Without a proxy that sets the header, anybody can invent an address.",
            "Set BALANS_PROXY_HEADER=0, or BALANS_HTTPS=1 behind a proxy with TLS.",
        )
    return []


def guess(name: str, known: Iterable[str]) -> str:
    """Return the setting that somebody may have meant; empty when none is near."""
    bare = [each.removeprefix(PREFIX) for each in known]
    near = difflib.get_close_matches(name.removeprefix(PREFIX), bare, n=1, cutoff=0.7)
    return PREFIX + near[0] if near else ""


def unknown(facts: SettingsFacts) -> Findings:
    """Look for settings that nothing reads, and guess what was meant."""
    found: Findings = []
    for name in facts.given:
        if name in facts.known:
            continue
        near = guess(name, facts.known)
        found += warning(
            f"unknown-{name}",
            f"{name} is set, and nothing reads it.",
            "What you meant by it does not happen.",
            f"Did you mean {near}?" if near else "Take it out, or see docs/operating.md.",
        )
    return found


def secret(facts: SettingsFacts) -> Findings:
    """Look whether the key that signs forms can be guessed."""
    if len(facts.secret_key) >= SHORTEST_SECRET and len(set(facts.secret_key)) > 1:
        return []
    return error(
        "secret-short",
        f"BALANS_SECRET_KEY has {len(facts.secret_key)} characters, or one over and over.",
        "Who guesses it can make forms that look like ours.",
        "Leave it out: then the first start makes a good one.",
    )


def for_show(facts: SettingsFacts) -> Findings:
    """Look whether demonstration or debugging is on in earnest."""
    found: Findings = []
    if facts.debug:
        found += (note if local(facts.site) else error)(
            "debug-on",
            "BALANS_DEBUG is on.",
            "Pages are slow, and a fault shows the inside of the program.",
            "Take it out, and start anew.",
        )
    if facts.demo:
        found += (note if local(facts.site) else error)(
            "demo-on",
            "BALANS_DEMO is on.",
            "Anybody can become one of the invented people and read mail on /demo/postvak/.",
            "Take it out, in a new data folder: the invented people stay in this one.",
        )
    return found


RULES = (https, plain, hosts, default_site, proxy, unknown, secret, for_show)
