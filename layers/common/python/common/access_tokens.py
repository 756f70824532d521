"""Access tokens of the laptop's identity provider, in the shape of Cognito's (RS256)."""

import time
import uuid
from functools import lru_cache

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

ACCESS_TOKEN_SECONDS = 900
USER_SCOPE = "aws.cognito.signin.user.admin"


def key_id(public: rsa.RSAPublicKey) -> str:
    """A name that follows from the key, so that signer and verifier agree without talking."""
    der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    return digest.finalize().hex()[:32]


@lru_cache(maxsize=2)
def private_key(pem: str) -> rsa.RSAPrivateKey:
    """The RSA key in a PEM text. Raises `ValueError` for anything else."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("not an RSA key")  # noqa: TRY004 - the caller handed over a text, not a type
    return key


def sign(
    key: rsa.RSAPrivateKey, *, issuer: str, client_id: str, subject: str, scope: str, seconds: int,
    now: float | None = None,
) -> str:  # fmt: skip
    """An access token of `subject`, good for `seconds`."""
    issued_at = int(time.time() if now is None else now)
    claims = {
        "iss": issuer,
        "sub": subject,
        "client_id": client_id,
        "token_use": "access",
        "scope": scope,
        "version": 2,
        "jti": str(uuid.uuid4()),
        "iat": issued_at,
        "exp": issued_at + seconds,
    }
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": key_id(key.public_key())})
