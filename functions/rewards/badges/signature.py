"""Compact signatures of JOSE (RFC 7515) by a key that is not here, as JWT libraries know none."""

import json
from collections.abc import Mapping
from typing import Any

from common.adapters.signer.port import Signer, base64url, thumbprint


def signed(claims: Mapping[str, object], signer: Signer) -> str:
    """A token of these claims (ES256). Raises `SignerUnavailable`.

    The key stands in its header, as Open Badges 3.0 asks, and its name, by which our key set has it.
    """
    key = signer.public_key()
    header = {"alg": "ES256", "typ": "JWT", "kid": thumbprint(key), "jwk": key}
    message = f"{_packed(header)}.{_packed(claims)}".encode()
    return f"{message.decode()}.{base64url(signer.sign(message))}"


def claims_of(token: str) -> dict[str, Any]:
    """What a token of ours says."""
    import jwt

    claims: dict[str, Any] = jwt.decode(token, options={"verify_signature": False})
    return claims


def _packed(part: Mapping[str, object]) -> str:
    return base64url(json.dumps(part, separators=(",", ":"), ensure_ascii=False).encode())
