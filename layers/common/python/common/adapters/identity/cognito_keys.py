"""The keys by which anybody checks Cognito's access tokens: its own document, fetched anew now and then."""

import time

import httpx

from common.adapters.identity.refusals import IdentityUnavailable
from common.telemetry import logger

KEPT_SECONDS = 600
_kept: dict[str, tuple[float, str]] = {}


def key_set(issuer: str) -> str:
    """The JSON Web Key Set of an issuer. Raises `IdentityUnavailable`."""
    until, text = _kept.get(issuer, (0.0, ""))
    if time.monotonic() < until:
        return text
    try:
        answer = httpx.get(f"{issuer}/.well-known/jwks.json", timeout=4)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        logger().warning("the keys cannot be read", extra={"reason": type(error).__name__})
        raise IdentityUnavailable from error
    _kept[issuer] = (time.monotonic() + KEPT_SECONDS, answer.text)
    return answer.text
