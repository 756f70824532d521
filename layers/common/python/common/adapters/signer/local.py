"""The laptop's key, made of its stage's secret: moto hashes a digest once more, so what it signs does not verify."""

import hashlib
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from common.adapters.signer.port import PublicKey, joined, jwk_of
from common.settings import Stage, settings

ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256: private keys are the numbers below it."""


class LocalSigner:
    """See `common.adapters.signer.port.Signer`."""

    def __init__(self, secret: str) -> None:
        """Raises `RuntimeError` in a stage that others see."""
        if settings().stage is not Stage.LOCAL:
            raise RuntimeError("A key that lies in the environment signs on a laptop only.")
        number = int.from_bytes(hashlib.sha512(secret.encode()).digest(), "big") % (ORDER - 1) + 1
        self._key = ec.derive_private_key(number, ec.SECP256R1())

    def sign(self, message: bytes) -> bytes:
        """Never fails."""
        digest = hashlib.sha256(message).digest()
        return joined(self._key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256()))))

    def public_key(self) -> PublicKey:
        """Never fails."""
        numbers = self._key.public_key().public_numbers()
        return jwk_of(numbers.x, numbers.y)
