"""Badges as people earn, publish and lose them; and whoever verifies one, who knows nothing but their addresses."""

from typing import Any
from uuid import UUID

import jwt
from cryptography.hazmat.primitives import serialization

from common.deadline import NEVER
from rewards import api
from rewards.badge_signing.service import sign_due
from tests.factories.events import Answer, call, http_event
from tests.factories.rewards import unlock
from tests.typing import Connection

BASE = "https://api.example.org"
JSON = {"accept": "application/json"}


def earn(
    db: Connection, person: UUID, achievement: str, *, published: bool = True, **columns: object
) -> UUID:
    """Somebody unlocks what has that key, and shows it unless told otherwise; the id of its credential."""
    unlocked = unlock(db, person, achievement, **columns)
    if published:
        db.execute("update user_achievements set published_at = now() where id = %s", (unlocked,))
    row = db.execute("select app.prepare_credential(%s)", (unlocked,)).fetchone()
    assert row is not None
    credential: UUID = row[0]
    return credential


def sign() -> dict[str, int]:
    """What the worker does."""
    return sign_due(NEVER)


def get(path: str, method: str = "GET", **headers: str) -> Answer:
    """What anybody gets."""
    return call(api.lambda_handler, http_event(method, path, headers=headers))


def page(credential: UUID) -> Answer:
    """A badge as a browser asks for it."""
    return get(
        f"/badges/{credential}", accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    )


def token(credential: UUID) -> str:
    """The credential as anybody gets it."""
    answer = get(f"/badges/{credential}/credential.jwt")
    assert answer.status == 200, answer
    return str(answer.body)


def fetch(address: str) -> bytes:
    """What lies at an address that a badge names: over HTTPS, for who verifies it; here, in the test's process."""
    assert address.startswith(f"{BASE}/")
    answer = get(address.removeprefix(BASE))
    assert answer.status == 200, answer
    return str(answer.body).encode()


def public_pem(keys: dict[str, Any] | None = None) -> bytes:
    """The key of our issuer as verifiers take it, from its key set."""
    found = keys or get("/issuers/platform/jwks.json").body
    key = jwt.PyJWK.from_dict(found["keys"][0]).key
    pem: bytes = key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    return pem
