"""Secrets: from the environment on a laptop, from Secrets Manager in AWS. Values never reach a log."""

import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from common.settings import optional, required
from common.telemetry import logger

ROOTS = Path(__file__).with_name("rds_roots.pem")
"""Who may say that a server is the database: the roots of Amazon RDS in our region."""
KEPT_IN = ("INTEGRATIONS_SECRET_ARN", "DRAWN_SECRETS_ARN")
"""The variables that name secrets of many keys; a function has one where it reads a key of it."""
SECONDS_KEPT = 300
"""So old may a secret be that is used: a key that was rolled, or added, works so long after without a restart."""
SECONDS_UNTIL_ASKED_AGAIN = 30


def database_url() -> str:
    """The connection of this Lambda's login role: `DATABASE_URL`, or the secret `DATABASE_SECRET_ARN`.

    From a secret, the server must prove by its certificate that it is the host that the secret names.
    """
    if url := optional("DATABASE_URL"):
        return url
    secret = _fetch(required("DATABASE_SECRET_ARN"))
    return (
        f"postgresql://{quote(secret['username'])}:{quote(secret['password'], safe='')}"
        f"@{secret['host']}:{secret['port']}/{secret['dbname']}"
        f"?sslmode=verify-full&sslrootcert={quote(str(ROOTS), safe='')}"
    )


def integration_secret(name: str) -> str | None:
    """The secret `name` (`STRIPE_SECRET_KEY`, ...), or None where the integration is not configured.

    Those that others issue stand in one secret of the stage, those that it drew for itself in another.
    """
    if value := optional(name):
        return value
    for variable in KEPT_IN:
        if (arn := optional(variable)) and (value := _fetch(arn).get(name)):
            return str(value)
    return None


def forget() -> None:
    """Drop what is cached: after an authentication error the secret may have been rotated."""
    _kept.clear()


@dataclass(slots=True)
class _Kept:
    """A secret as it was read last, and when it is to be read again (Unix seconds)."""

    value: dict[str, Any]
    until: float


_kept: dict[str, _Kept] = {}


def _fetch(arn: str) -> dict[str, Any]:
    """The secret, at most `SECONDS_KEPT` old.

    While Secrets Manager does not answer, what was read before goes on, and is asked for again a little later.
    """
    kept, now = _kept.get(arn), time.time()
    if kept is not None and now < kept.until:
        return kept.value
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        value, until = _read(arn), now + SECONDS_KEPT
    except (BotoCoreError, ClientError, ValueError) as error:
        if kept is None:
            raise
        logger().warning("a secret could not be read again", extra={"secret": arn}, exc_info=error)
        value, until = kept.value, now + SECONDS_UNTIL_ASKED_AGAIN
    _kept[arn] = _Kept(value, until)
    return value


def _read(arn: str) -> dict[str, Any]:
    import boto3  # 150 ms: only where a secret is fetched

    answer = boto3.client("secretsmanager").get_secret_value(SecretId=arn)
    value: dict[str, Any] = json.loads(answer["SecretString"])
    return value
