"""A small OpenID provider of our own, on this machine: signs in whoever the test says."""

import base64
import hashlib
import hmac
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "balans", "geheim & zo"
KEY, OTHER_KEY = (RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in "ab")


@dataclass
class Provider:
    """What the provider says and how it behaves; a test changes it."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    """Over what a right token says; None leaves a claim out."""

    key: Any = field(default_factory=lambda: KEY)
    published: list[Any] = field(default_factory=lambda: [KEY])
    alg: str = "RS256"
    told: dict[str, Any] | None = None
    """What the userinfo address says, when it is used."""

    wait_seconds: float = 0.0
    fails: bool = False
    discovery: dict[str, Any] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    grants: dict[str, dict[str, str]] = field(default_factory=dict)

    def visit(self, address: str) -> dict[str, str]:
        """Sign in at the address that we were led to; return what comes back with the browser."""
        parts = urlsplit(address)
        assert f"{parts.scheme}://{parts.netloc}{parts.path}" == f"{self.url}/authorize"
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        assert asked["response_type"] == "code" and asked["code_challenge_method"] == "S256"
        assert asked["client_id"] == CLIENT and "openid" in asked["scope"].split()
        code = f"code-{len(self.grants)}"
        self.grants[code] = asked
        return {"code": code, "state": asked["state"], "iss": self.url}

    def token(self, form: dict[str, str], authorization: str) -> tuple[int, dict[str, Any]]:
        """Give the tokens for a code, once, to who knows the verifier and the secret."""
        grant = self.grants.pop(form.get("code", ""), None)
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        pair = base64.b64decode(authorization.removeprefix("Basic ")).decode()
        if pair != "balans:geheim%20%26%20zo" or grant is None:
            return 401, {"error": "invalid_client"}
        if grant["code_challenge"] != challenge or grant["redirect_uri"] != form["redirect_uri"]:
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "toegang", "id_token": self.id_token(grant["nonce"])}

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {
            "iss": self.url,
            "sub": "medewerker-1",
            "aud": CLIENT,
            "exp": now + 300,
            "iat": now,
            "nonce": nonce,
            "email": "Dora@Example.nl",
            "email_verified": True,
            **self.claims,
        }
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.alg in ("none", "HS256"):
            parts = [{"alg": self.alg, "kid": KEY.kid}, claims]
            told = ".".join(_coded(json.dumps(each).encode()) for each in parts)
            mac = hmac.digest(KEY.as_pem(private=False), told.encode(), "sha256")
            return f"{told}.{_coded(mac) if self.alg == 'HS256' else ''}"
        return jwt.encode({"alg": self.alg, "kid": self.key.kid}, claims, self.key)

    def answer(self, path: str, form: dict[str, str], headers: Any) -> tuple[int, dict[str, Any]]:
        self.asked.append(path)
        if self.fails:
            return 500, {}
        if path == "/.well-known/openid-configuration":
            return 200, {
                "issuer": self.url,
                "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token",
                "jwks_uri": f"{self.url}/keys",
                "userinfo_endpoint": f"{self.url}/userinfo",
                **self.discovery,
            }
        if path == "/keys":
            return 200, {"keys": [key.as_dict(private=False) for key in self.published]}
        if path == "/token":
            return self.token(form, headers.get("Authorization", ""))
        assert path == "/userinfo" and headers["Authorization"] == "Bearer toegang"
        return 200, self.told or {}


def _coded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


@contextmanager
def provider() -> Iterator[Provider]:
    """Run a provider on a free port until the block ends."""
    made = Provider()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            time.sleep(made.wait_seconds)
            length = int(self.headers.get("Content-Length", 0))
            posted = parse_qs(self.rfile.read(length).decode())
            form = {name: values[0] for name, values in posted.items()}
            if urlsplit(self.path).path == "/authorize":
                return self.send_back()
            status, told = made.answer(urlsplit(self.path).path, form, self.headers)
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET

        def send_back(self) -> None:
            """Sign a real browser in at once, and let it go back."""
            answer = made.visit(made.url + self.path)
            where = made.grants[answer["code"]]["redirect_uri"]
            self.send_response(302)
            self.send_header("Location", f"{where}?{urlencode(answer)}")
            self.end_headers()

        def log_message(self, *_parts: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def back(answer: dict[str, str]) -> str:
    """Return our address that the browser comes back to."""
    return "/mijn/organisatie/terug/?" + urlencode(answer)
