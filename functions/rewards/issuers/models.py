"""The public half of a key of ours."""

from dataclasses import dataclass

from common.adapters.signer.port import PublicKey


@dataclass(frozen=True, slots=True)
class BadgeKey:
    """A key by its name, which is its thumbprint."""

    kid: str
    jwk: PublicKey
