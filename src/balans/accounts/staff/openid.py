"""OpenID Connect: what we ask of an organisation's provider, and how (Core 1.0, code flow, PKCE).

Documents and keys of the provider are kept for an hour in each process. Five seconds at most for
an answer, of limited size, and never a redirect: a provider that is away must not hold us up.
"""

import base64
import hashlib
import json
import time
import urllib.request
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote, urlencode, urlsplit

from django.conf import settings

TIMEOUT_SECONDS = 5.0
MOST_BYTES = 256 * 1024
KEPT_SECONDS = 3600.0
KEYS_ANEW_SECONDS = 60.0
"""An unknown key has the keys fetched anew, but not more often than this."""

HERE = {"localhost", "127.0.0.1", "::1"}
ASKED = "openid email"
CLIENT_ERRORS = range(400, 500)
Answer = dict[str, Any]

_kept: dict[str, tuple[float, Answer]] = {}


class ProviderAway(Exception):
    """The provider does not answer, or not with what it should."""


class NotAccepted(Exception):
    """The provider's answer does not let anybody in; says why, without a word of anybody's."""


@dataclass(frozen=True)
class Provider:
    """Where the provider is asked for what."""

    issuer: str
    authorize: str
    token: str
    keys: str
    userinfo: str
    takes_basic: bool
    """Whether our secret goes in a header; else in the form."""


def is_set() -> bool:
    """Return whether an organisation's staff can sign in here with their own account."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


def may_be_asked(address: str) -> bool:
    """Return whether an address is https, or on this machine (to try things out)."""
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in HERE)


def provider() -> Provider:
    """Return the provider, from its discovery document. Raise ProviderAway."""
    issuer = settings.OIDC_ISSUER
    found = _cached(issuer.rstrip("/") + "/.well-known/openid-configuration")
    methods = found.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    try:
        made = Provider(
            issuer=str(found["issuer"]),
            authorize=str(found["authorization_endpoint"]),
            token=str(found["token_endpoint"]),
            keys=str(found["jwks_uri"]),
            userinfo=str(found.get("userinfo_endpoint", "")),
            takes_basic="client_secret_basic" in methods,
        )
    except (KeyError, TypeError) as error:
        raise ProviderAway("its discovery document is not whole") from error
    if made.issuer != issuer:
        raise ProviderAway(f"its discovery document is of another issuer: {made.issuer}")
    if not all(may_be_asked(each) for each in (made.authorize, made.token, made.keys)):
        raise ProviderAway("its discovery document has an address that is not https")
    return made


def keys_of(found: Provider, *, anew: bool = False) -> list[Answer]:
    """Return the provider's public keys. Raise ProviderAway."""
    keys = _cached(found.keys, age_seconds=KEYS_ANEW_SECONDS if anew else KEPT_SECONDS).get("keys")
    if not isinstance(keys, list):
        raise ProviderAway("its keys are not a list")
    return [key for key in keys if isinstance(key, dict)]


def where_to_go(found: Provider, *, back: str, state: str, nonce: str, verifier: str) -> str:
    """Return the provider's address where somebody signs in, and comes back from."""
    asked = {
        "response_type": "code",
        "client_id": settings.OIDC_CLIENT_ID,
        "redirect_uri": back,
        "scope": ASKED,
        "state": state,
        "nonce": nonce,
        "code_challenge": _challenge(verifier),
        "code_challenge_method": "S256",
    }
    return found.authorize + ("&" if "?" in found.authorize else "?") + urlencode(asked)


def _challenge(verifier: str) -> str:
    digest = hashlib.sha256(verifier.encode()).digest()
    return base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def exchange(found: Provider, *, code: str, back: str, verifier: str) -> Answer:
    """Return the tokens for a code. Raise ProviderAway or NotAccepted."""
    form = {
        "grant_type": "authorization_code",
        "code": code,
        "redirect_uri": back,
        "code_verifier": verifier,
    }
    headers = {}
    if found.takes_basic:
        pair = f"{quote(settings.OIDC_CLIENT_ID)}:{quote(settings.OIDC_CLIENT_SECRET)}"
        headers["Authorization"] = "Basic " + base64.b64encode(pair.encode()).decode()
    else:
        form["client_id"] = settings.OIDC_CLIENT_ID
        form["client_secret"] = settings.OIDC_CLIENT_SECRET
    return _fetch(found.token, data=urlencode(form).encode(), headers=headers)


def userinfo(found: Provider, access_token: str) -> Answer:
    """Return what the provider tells about who signed in. Raise ProviderAway or NotAccepted."""
    if not may_be_asked(found.userinfo):
        return {}
    return _fetch(found.userinfo, headers={"Authorization": f"Bearer {access_token}"})


def forget_kept() -> None:
    """Forget what was kept of the provider."""
    _kept.clear()


def _cached(address: str, *, age_seconds: float = KEPT_SECONDS) -> Answer:
    now = time.monotonic()
    known = _kept.get(address)
    if known is not None and now - known[0] < age_seconds:
        return known[1]
    answer = _fetch(address)
    _kept[address] = (now, answer)
    return answer


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_parts: object) -> None:
        """Follow nothing: a document of the provider stands where it says."""


def _fetch(
    address: str, *, data: bytes | None = None, headers: dict[str, str] | None = None
) -> Answer:
    if not may_be_asked(address):
        raise ProviderAway("an address that is not https")
    request = urllib.request.Request(
        address, data=data, headers={"Accept": "application/json", **(headers or {})}
    )
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(request, timeout=TIMEOUT_SECONDS) as response:
            answer = json.loads(_read(response))
    except HTTPError as error:
        if data is not None and error.code in CLIENT_ERRORS:
            raise NotAccepted(f"the provider refused the code ({error.code})") from error
        raise ProviderAway(f"answered {error.code}") from error
    except (OSError, HTTPException, ValueError) as error:
        raise ProviderAway(type(error).__name__) from error
    if not isinstance(answer, dict):
        raise ProviderAway("its answer is not an object")
    return answer


def _read(response: Any) -> bytes:
    """Return the body; a ValueError or TimeoutError when it is too large or drips too slowly."""
    end, body = time.monotonic() + TIMEOUT_SECONDS, b""
    while part := response.read1(MOST_BYTES):
        body += part
        if len(body) > MOST_BYTES:
            raise ValueError("too large")
        if time.monotonic() > end:
            raise TimeoutError
    return body
