"""The laptop's identity provider as far as the gateway needs it: the key, its public half, machine tokens."""

import os
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from common import access_tokens
from common.identity import SERVICE_SCOPE
from local.failures import ANOTHER_FOLDER, LocalFailure

ISSUER = "https://identity.local.atomic-influence.test"
WEB_CLIENT_ID = "atomic-influence-web"
SERVICE_CLIENT_ID = "atomic-influence-service"
AUDIENCES = frozenset({WEB_CLIENT_ID, SERVICE_CLIENT_ID})
SERVICE_TOKEN_SECONDS = 3_600


class IdentityKey:
    """The RSA key of one DATA_DIR; `pem` goes to the Lambda that signs users in, and nowhere else."""

    def __init__(self, pem: str) -> None:
        key = access_tokens.private_key(pem)
        self.pem = pem
        self._key = key

    @property
    def public(self) -> rsa.RSAPublicKey:
        """What verifies."""
        return self._key.public_key()

    @property
    def key_id(self) -> str:
        """The `kid` of its tokens."""
        return access_tokens.key_id(self.public)

    def jwks(self) -> str:
        """The JSON Web Key Set of /.well-known/jwks.json."""
        return access_tokens.key_set(self.public)

    def service_token(self, now: float | None = None) -> str:
        """An access token of the machine client, good for an hour, in the shape of Cognito's."""
        return access_tokens.sign(
            self._key, issuer=ISSUER, client_id=SERVICE_CLIENT_ID, subject=SERVICE_CLIENT_ID,
            scope=SERVICE_SCOPE, seconds=SERVICE_TOKEN_SECONDS, now=now,
        )  # fmt: skip


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
        raise LocalFailure(
            f"There is no identity key at {path}: run `make up` first; {ANOTHER_FOLDER}"
        ) from error
    except ValueError as error:
        raise LocalFailure(f"The identity key {path} is damaged; delete it and start again.") from error
