"""Whoever has the public half accepts what was signed, whichever of the two signers it was, and nothing else."""

import base64
import hashlib

import boto3
import jwt
import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed

from common.adapters.signer import choice
from common.adapters.signer.kms import KmsSigner
from common.adapters.signer.local import LocalSigner
from common.adapters.signer.port import Signer, SignerUnavailable, thumbprint
from common.errors import NotConfigured
from common.integrations import badges_availability
from common.settings import settings

KEY = ec.generate_private_key(ec.SECP256R1())
LONG = b"x" * 20_000
"""More than KMS takes as a message."""


class Kms:
    """KMS as it is: a digest is signed as it comes. (moto hashes it once more, and what it signs does not verify.)"""

    def __init__(self, key: ec.EllipticCurvePrivateKey = KEY) -> None:
        self.key = key
        self.asked_for_the_key = 0

    def sign(self, **asked: object) -> dict[str, bytes]:
        assert (asked["MessageType"], asked["SigningAlgorithm"]) == ("DIGEST", "ECDSA_SHA_256")
        digest = asked["Message"]
        assert isinstance(digest, bytes)
        assert len(digest) == 32
        return {"Signature": self.key.sign(digest, ec.ECDSA(Prehashed(hashes.SHA256())))}

    def get_public_key(self, **_: object) -> dict[str, bytes]:
        self.asked_for_the_key += 1
        public = self.key.public_key()
        return {
            "PublicKey": public.public_bytes(
                serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
            )
        }


def verifies(signer: Signer, message: bytes, signature: bytes) -> bool:
    """What PyJWT says, which makes the key of its JWK by itself."""
    key = jwt.PyJWK.from_dict({**signer.public_key(), "alg": "ES256"})
    return key.Algorithm.verify(message, key.key, signature)


def signers() -> list[Signer]:
    return [LocalSigner("a secret"), KmsSigner("key", Kms())]  # type: ignore[arg-type]


@pytest.mark.parametrize("signer", signers(), ids=["local", "kms"])
@pytest.mark.parametrize("message", [b"", b"a message", LONG])
def test_what_was_signed_verifies_and_anything_else_does_not(signer: Signer, message: bytes) -> None:
    for _ in range(50):  # of r and s, one in 256 has a zero in front
        signature = signer.sign(message)
        assert len(signature) == 64
        assert verifies(signer, message, signature)
    assert not verifies(signer, message + b".", signature)
    assert not verifies(signer, message, signature[:-1] + bytes([signature[-1] ^ 1]))
    assert not verifies(LocalSigner("another"), message, signature)


def test_the_laptops_key_is_the_same_after_a_restart_and_another_with_another_secret() -> None:
    assert LocalSigner("a").public_key() == LocalSigner("a").public_key() != LocalSigner("b").public_key()


@pytest.mark.parametrize("stage", ["dev", "staging", "prod"])
def test_the_laptops_key_signs_nowhere_else(stage: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", stage)
    settings.cache_clear()
    try:
        with pytest.raises(RuntimeError, match="laptop"):
            LocalSigner("a secret")
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_a_key_is_named_by_its_thumbprint() -> None:
    key = LocalSigner("a secret").public_key()
    text = f'{{"crv":"P-256","kty":"EC","x":"{key["x"]}","y":"{key["y"]}"}}'
    digest = base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()
    assert thumbprint(key) == digest.rstrip("=")


def test_the_public_half_is_asked_for_once() -> None:
    kms = Kms()
    signer = KmsSigner("key", kms)  # type: ignore[arg-type]
    assert signer.public_key() == signer.public_key()
    assert kms.asked_for_the_key == 1


def test_a_key_of_another_curve_signs_no_badge() -> None:
    signer = KmsSigner("key", Kms(ec.generate_private_key(ec.SECP384R1())))  # type: ignore[arg-type]
    with pytest.raises(SignerUnavailable):
        signer.public_key()


def test_kms_that_refuses_is_no_signature() -> None:
    client = boto3.client("kms", region_name="eu-central-1")
    with Stubber(client) as stub:
        stub.add_client_error("sign", "KMSInvalidStateException")
        stub.add_client_error("get_public_key", "AccessDeniedException")
        signer = KmsSigner("key", client)
        with pytest.raises(SignerUnavailable) as refused:
            signer.sign(b"x")
        assert isinstance(refused.value.__cause__, ClientError)
        with pytest.raises(SignerUnavailable):
            signer.public_key()


def test_without_a_key_badges_are_off_and_say_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    assert badges_availability().mode == "stub"
    monkeypatch.delenv("LOCAL_BADGE_KEY")
    assert (badges_availability().mode, badges_availability().reason) == (
        "off", "LOCAL_BADGE_KEY is missing.",
    )  # fmt: skip
    with pytest.raises(NotConfigured):
        choice.badge_signer()


def test_in_aws_the_stages_key_signs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAGE", "prod")
    settings.cache_clear()
    try:
        assert badges_availability().mode == "off"
        monkeypatch.setenv("BADGE_KEY_ID", "arn:aws:kms:us-east-1:123456789012:key/a")
        assert badges_availability().mode == "live"
        assert isinstance(choice.badge_signer(), KmsSigner)
    finally:
        monkeypatch.undo()
        settings.cache_clear()
