"""A passkey as a browser would have registered it, with a key that nobody holds."""

from __future__ import annotations

import json
from typing import Any


def passkey(person: Any, name: str) -> Any:
    """Give a person a passkey."""
    from allauth.mfa.webauthn.internal.auth import WebAuthn
    from fido2.utils import websafe_encode

    credential_id = person.pk.bytes
    response = {
        "clientDataJSON": websafe_encode(
            json.dumps({"type": "webauthn.create", "challenge": "", "origin": "https://hub.test"}).encode()
        ),
        "attestationObject": websafe_encode(_attestation(credential_id)),
    }
    credential = {
        "id": websafe_encode(credential_id),
        "rawId": websafe_encode(credential_id),
        "type": "public-key",
        "response": response,
        "clientExtensionResults": {"credProps": {"rk": False}},
        "authenticatorAttachment": "cross-platform",
    }
    return WebAuthn.add(person, name, credential).instance


def _attestation(credential_id: bytes) -> bytes:
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

    key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    data = AttestedCredentialData.create(Aaguid.NONE, credential_id, key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT
    return bytes(AttestationObject.create("none", AuthenticatorData.create(b"\0" * 32, flags, 1, data), {}))
