"""Proofs of rotating codes: what a screen shows now, and what was shown a moment ago.

A step is `rotate_seconds` long and counted from 1970; its proof is HMAC-SHA-256 of the step under the code's secret,
cut to 64 bits, in base64url (eleven characters), and stands in the address as `p`.
"""

import base64
import hmac
from uuid import UUID

from activations.keys import code_secret, keys, newest

PARAMETER = "p"
_BYTES = 8


def step_at(now: float, rotate_seconds: int) -> int:
    """The step of a moment (Unix seconds)."""
    return int(now // rotate_seconds)


def proof_of(code_id: UUID, version: int, step: int) -> str:
    """What a screen shows in that step. Raises `NotConfigured`."""
    return _proof(code_secret(newest(), code_id, version), step)


def step_of(
    given: str, code_id: UUID, version: int, *, now: float, rotate_seconds: int, grace_steps: int
) -> int | None:
    """The step that a proof is of, `grace_steps` around that of now; None for one that is wrong, or too old.

    A proof of the version behind `version` counts, too: whoever asks may know the code from a minute ago, when its
    secret was not renewed yet. Raises `NotConfigured`.
    """
    current = step_at(now, rotate_seconds)
    near = sorted(
        range(current - grace_steps, current + grace_steps + 1), key=lambda step: abs(step - current)
    )
    found = [
        step
        for secret in (code_secret(key, code_id, known) for key in keys() for known in (version, version + 1))
        for step in near
        if hmac.compare_digest(_proof(secret, step).encode(), given.encode("utf-8", "replace"))
    ]
    return found[0] if found else None


def _proof(secret: bytes, step: int) -> str:
    raw = hmac.digest(secret, step.to_bytes(8, "big", signed=True), "sha256")[:_BYTES]
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
