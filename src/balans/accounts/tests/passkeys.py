"""An authenticator in software: makes a passkey and answers with it, as a telephone would."""

import hashlib
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from webauthn.helpers import encode_cbor

PRESENT_AND_VERIFIED = 0b0000_0101
WITH_KEY = 0b0100_0000


def b64(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def unb64(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Authenticator:
    """One device with one passkey."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.handle = b""
        self.count = 0

    def make(self, client: Any, path: str) -> Any:
        """Make a passkey at an address of ours; return the response to its answer."""
        options = json.loads(client.post(path).content)
        self.handle = unb64(options["user"]["id"])
        numbers = self.key.public_key().public_numbers()
        x, y = (number.to_bytes(32, "big") for number in (numbers.x, numbers.y))
        key = encode_cbor({1: 2, 3: -7, -1: 1, -2: x, -3: y})
        told = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key
        data = self._data(options["rp"]["id"], WITH_KEY) + told
        return self._answer(
            client,
            path,
            clientDataJSON=self._client("webauthn.create", options["challenge"], settings.SITE),
            attestationObject=encode_cbor({"fmt": "none", "attStmt": {}, "authData": data}),
        )

    def use(self, client: Any, path: str, spoil: str = "") -> Any:
        """Answer with the passkey; `spoil` says what is wrong with the answer."""
        options = json.loads(client.post(path).content)
        origin = "https://elders.example" if spoil == "origin" else settings.SITE
        challenge = b64(os.urandom(32)) if spoil == "challenge" else options["challenge"]
        told = self._client("webauthn.get", challenge, origin)
        data = self._data(options["rpId"], 0)
        signed = data + hashlib.sha256(told).digest()
        key = ec.generate_private_key(ec.SECP256R1()) if spoil == "signature" else self.key
        return self._answer(
            client,
            path,
            clientDataJSON=told,
            authenticatorData=data,
            signature=key.sign(signed, ec.ECDSA(SHA256())),
            userHandle=os.urandom(64) if spoil == "handle" else self.handle,
        )

    def _data(self, host: str, flags: int) -> bytes:
        self.count += 1
        told = hashlib.sha256(host.encode()).digest() + bytes([PRESENT_AND_VERIFIED | flags])
        return told + self.count.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str, origin: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": origin}).encode()

    def _answer(self, client: Any, path: str, **parts: bytes) -> Any:
        response = {name: b64(part) for name, part in parts.items()}
        credential = {
            "id": b64(self.id),
            "rawId": b64(self.id),
            "type": "public-key",
            "clientExtensionResults": {},
            "response": response,
        }
        return client.post(path, {"antwoord": json.dumps(credential)})
