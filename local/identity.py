"""The laptop's identity provider as far as the gateway needs it: the key, its public half, machine tokens."""

import json
import os
import time
import uuid
from pathlib import Path

import jwt
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from local.failures import LocalFailure

ISSUER = "https://identity.local.atomic-influence.test"
WEB_CLIENT_ID = "atomic-influence-web"
SERVICE_CLIENT_ID = "atomic-influence-service"
SERVICE_SCOPE = "atomic-influence/service"
AUDIENCES = frozenset({WEB_CLIENT_ID, SERVICE_CLIENT_ID})
SERVICE_TOKEN_SECONDS = 3_600


class IdentityKey:
    """The RSA key of one DATA_DIR; `pem` goes to the Lambda that signs users in, and nowhere else."""

    def __init__(self, pem: str) -> None:
        key = serialization.load_pem_private_key(pem.encode(), password=None)
        if not isinstance(key, rsa.RSAPrivateKey):
            raise LocalFailure("The identity key is not an RSA key; delete it and start again.")
        self.pem = pem
        self._key = key

    @property
    def public(self) -> rsa.RSAPublicKey:
        """What verifies."""
        return self._key.public_key()

    @property
    def key_id(self) -> str:
        """A name that follows from the key, so that signer and verifier agree without talking."""
        der = self.public.public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        digest = hashes.Hash(hashes.SHA256())
        digest.update(der)
        return digest.finalize().hex()[:32]

    def jwks(self) -> str:
        """The JSON Web Key Set of /.well-known/jwks.json."""
        key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.public))
        key.pop("key_ops", None)
        return json.dumps({"keys": [key | {"kid": self.key_id, "alg": "RS256", "use": "sig"}]})

    def service_token(self, now: float | None = None) -> str:
        """An access token of the machine client, good for an hour, in the shape of Cognito's."""
        issued_at = int(time.time() if now is None else now)
        claims = {
            "iss": ISSUER,
            "sub": SERVICE_CLIENT_ID,
            "client_id": SERVICE_CLIENT_ID,
            "token_use": "access",
            "scope": SERVICE_SCOPE,
            "version": 2,
            "jti": str(uuid.uuid4()),
            "iat": issued_at,
            "exp": issued_at + SERVICE_TOKEN_SECONDS,
        }
        return jwt.encode(claims, self._key, algorithm="RS256", headers={"kid": self.key_id})


def load_or_create(path: Path) -> IdentityKey:
    """The key of earlier runs, or a new one, readable for its owner only."""
    if not path.exists():
        key = rsa.generate_private_key(public_exponent=65_537, key_size=2_048)
        pem = key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        # Written aside and renamed: a run killed here must not leave half a key behind.
        unfinished = path.with_suffix(".new")
        unfinished.unlink(missing_ok=True)
        with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
        unfinished.replace(path)
    return load(path)


def load(path: Path) -> IdentityKey:
    """The key of earlier runs. Raises `LocalFailure` when there is none, or none that can be read."""
    try:
        return IdentityKey(path.read_text())
    except OSError as error:
        raise LocalFailure(f"There is no identity key at {path}: run `make up` first.") from error
    except ValueError as error:
        raise LocalFailure(f"The identity key {path} is damaged; delete it and start again.") from error
