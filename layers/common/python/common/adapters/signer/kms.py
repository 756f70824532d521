"""A key of KMS: it signs there, and never leaves."""

import hashlib
from functools import cached_property
from typing import TYPE_CHECKING

from common.adapters.signer.port import PublicKey, SignerUnavailable, joined, jwk_of

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


class KmsSigner:
    """See `common.adapters.signer.port.Signer`. Both answers of a key last as long as the process."""

    def __init__(self, key_id: str, client: "KMSClient") -> None:
        self._key_id = key_id
        self._client = client

    def sign(self, message: bytes) -> bytes:
        """By its digest: KMS takes no message of more than 4,096 bytes. Raises `SignerUnavailable`."""
        from botocore.exceptions import BotoCoreError, ClientError

        try:
            answer = self._client.sign(
                KeyId=self._key_id, Message=hashlib.sha256(message).digest(), MessageType="DIGEST",
                SigningAlgorithm="ECDSA_SHA_256",
            )  # fmt: skip
        except (BotoCoreError, ClientError) as error:
            raise SignerUnavailable from error
        return joined(answer["Signature"])

    def public_key(self) -> PublicKey:
        """Asked for once. Raises `SignerUnavailable`."""
        return self._public_key

    @cached_property
    def _public_key(self) -> PublicKey:
        from botocore.exceptions import BotoCoreError, ClientError
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
        from cryptography.hazmat.primitives.serialization import load_der_public_key

        try:
            der = self._client.get_public_key(KeyId=self._key_id)["PublicKey"]
        except (BotoCoreError, ClientError) as error:
            raise SignerUnavailable from error
        key = load_der_public_key(der)
        if not isinstance(key, EllipticCurvePublicKey) or key.curve.name != "secp256r1":
            raise SignerUnavailable
        numbers = key.public_numbers()
        return jwk_of(numbers.x, numbers.y)


def kms_signer(key_id: str) -> KmsSigner:
    """The key of this id or ARN."""
    # Imported here: a quarter of a second that a request without signatures need not wait for.
    import boto3
    from botocore.config import Config

    config = Config(connect_timeout=2, read_timeout=5, retries={"mode": "standard", "total_max_attempts": 3})
    return KmsSigner(key_id, boto3.client("kms", config=config))
