"""Access tokens of the laptop's identity provider, in the shape of Cognito's (RS256)."""

import json
import time
import uuid
from functools import lru_cache

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from common.identity import SESSION_CLAIM

ACCESS_TOKEN_SECONDS = 900
USER_SCOPE = "aws.cognito.signin.user.admin"


def key_id(public: rsa.RSAPublicKey) -> str:
    """A name that follows from the key, so that signer and verifier agree without talking."""
    der = public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
    digest = hashes.Hash(hashes.SHA256())
    digest.update(der)
    return digest.finalize().hex()[:32]


def key_set(public: rsa.RSAPublicKey) -> str:
    """The JSON Web Key Set with this one key."""
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(public))
    key.pop("key_ops", None)
    return json.dumps({"keys": [key | {"kid": key_id(public), "alg": "RS256", "use": "sig"}]})


@lru_cache(maxsize=2)
def private_key(pem: str) -> rsa.RSAPrivateKey:
    """The RSA key in a PEM text. Raises `ValueError` for anything else."""
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("not an RSA key")  # noqa: TRY004 - the caller handed over a text, not a type
    return key


def sign(
    key: rsa.RSAPrivateKey, *, issuer: str, client_id: str, subject: str, scope: str, seconds: int,
    session_id: str | None = None, now: float | None = None,
) -> str:  # fmt: skip
    """An access token of `subject`, good for `seconds`; `session_id` names the sign-in, as Cognito's `origin_jti`."""
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
    } | ({} if session_id is None else {SESSION_CLAIM: session_id})
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": key_id(key.public_key())})
