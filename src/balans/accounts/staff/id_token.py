"""The ID token: who signed in at the provider, and all that must hold (OpenID Core, 3.1.3.7)."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from balans.accounts.staff.openid import NotAccepted

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signed with a private key of the provider: neither `none` nor a shared secret."""

KEY_KINDS = {"RSA", "EC"}
LEAST_RSA_BITS = 2048
"""Shorter keys are within reach of who has money (NIST SP 800-57, part 1). Large providers sign
with 2048 bits to this day: asking for 3072 would shut out all who work there."""

LEEWAY = timedelta(seconds=60)
OLDEST = timedelta(minutes=15)
LONGEST_SUBJECT = 255
SEVERAL_FACTORS = {
    "mfa",
    "https://refeds.org/profile/mfa",
    "http://schemas.openid.net/pape/policies/2007/06/multi-factor",
}
"""What `amr` (RFC 8176) or `acr` says when more than one factor was asked."""

Claims = dict[str, Any]


class UnknownKey(NotAccepted):
    """No key of the provider fits; perhaps it has new ones."""


@dataclass(frozen=True)
class Expected:
    """What a token must say to be the answer to what we asked."""

    issuer: str
    client: str
    nonce: str


def claims_of(token: str, keys: list[dict[str, Any]]) -> Claims:
    """Return what a token says, its signature checked. Raise UnknownKey or NotAccepted."""
    from joserfc import jwt
    from joserfc.errors import JoseError
    from joserfc.jwk import JWKRegistry, RSAKey
    from joserfc.jws import extract_compact

    try:
        header = extract_compact(token.encode()).headers()
    except (JoseError, ValueError) as error:
        raise NotAccepted("the token cannot be read") from error
    if header.get("alg") not in ALGORITHMS:
        raise NotAccepted("the token is not signed in a way that we accept")
    fitting = [key for key in keys if _fits(key, header)]
    if not fitting:
        raise UnknownKey("no key of the provider fits the token")
    for key in fitting:
        try:
            known = JWKRegistry.import_key(key)
            claims = dict(jwt.decode(token, known, algorithms=ALGORITHMS).claims)
        except (JoseError, ValueError, TypeError, KeyError):
            continue
        if isinstance(known, RSAKey) and known.public_key.key_size < LEAST_RSA_BITS:
            raise NotAccepted("the key of the provider is too short")
        return claims
    raise NotAccepted("the signature of the token is not right")


def _fits(key: dict[str, Any], header: dict[str, Any]) -> bool:
    signs = key.get("kty") in KEY_KINDS and key.get("use", "sig") == "sig"
    kind = "EC" if str(header["alg"]).startswith("ES") else "RSA"
    return signs and key["kty"] == kind and header.get("kid") in (None, key.get("kid"))


def check(claims: Claims, expected: Expected, now: datetime) -> None:
    """Raise NotAccepted, with the reason, unless the token answers what we asked, just now."""
    audience = claims.get("aud")
    audiences = audience if isinstance(audience, list) else [audience]
    party = claims.get("azp")
    subject = claims.get("sub")
    reasons = {
        "of another issuer": claims.get("iss") != expected.issuer,
        "for somebody else": expected.client not in audiences,
        "for several, and not asked by us": (len(audiences) > 1 and party is None)
        or (party is not None and party != expected.client),
        "too old": not _lies(claims.get("exp"), after=now - LEEWAY),
        "not made just now": not _lies(
            claims.get("iat"), after=now - OLDEST - LEEWAY, before=now + LEEWAY
        ),
        "not valid yet": "nbf" in claims and not _lies(claims["nbf"], before=now + LEEWAY),
        "an answer to another question": not _same(claims.get("nonce"), expected.nonce),
        "about nobody": not (isinstance(subject, str) and 0 < len(subject) <= LONGEST_SUBJECT),
    }
    for reason, holds in reasons.items():
        if holds:
            raise NotAccepted(f"the token is {reason}")


def _lies(moment: object, *, after: datetime | None = None, before: datetime | None = None) -> bool:
    if isinstance(moment, bool) or not isinstance(moment, int | float):
        return False
    return (after is None or moment > after.timestamp()) and (
        before is None or moment <= before.timestamp()
    )


def _same(given: object, expected: str) -> bool:
    return isinstance(given, str) and secrets.compare_digest(given.encode(), expected.encode())


def several_factors(claims: Claims) -> bool:
    """Return whether the provider says that it asked for more than one factor."""
    methods = claims.get("amr")
    return (isinstance(methods, list) and "mfa" in methods) or (
        isinstance(claims.get("acr"), str) and claims["acr"] in SEVERAL_FACTORS
    )


def proven_address(claims: Claims) -> str:
    """Return the address that the provider says is proven, empty when it does not say so."""
    address = claims.get("email")
    proven = claims.get("email_verified") is True
    return address if proven and isinstance(address, str) else ""
