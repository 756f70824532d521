"""Secrets: from the environment on a laptop, from Secrets Manager in AWS. Values never reach a log."""

import json
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from common.settings import optional, required


def database_url() -> str:
    """The connection of this Lambda's login role: `DATABASE_URL`, or the secret `DATABASE_SECRET_ARN`."""
    if url := optional("DATABASE_URL"):
        return url
    secret = _fetch(required("DATABASE_SECRET_ARN"))
    return (
        f"postgresql://{quote(secret['username'])}:{quote(secret['password'], safe='')}"
        f"@{secret['host']}:{secret['port']}/{secret['dbname']}?sslmode=require"
    )


def integration_secret(name: str) -> str | None:
    """The secret `name` (`STRIPE_SECRET_KEY`, ...), or None where the integration is not configured."""
    if value := optional(name):
        return value
    if arn := optional("INTEGRATIONS_SECRET_ARN"):
        return _fetch(arn).get(name) or None
    return None


def forget() -> None:
    """Drop what is cached: after an authentication error the secret may have been rotated."""
    _fetch.cache_clear()


@lru_cache(maxsize=8)
def _fetch(arn: str) -> dict[str, Any]:
    import boto3  # 150 ms: only where a secret is fetched

    value: dict[str, Any] = json.loads(
        boto3.client("secretsmanager").get_secret_value(SecretId=arn)["SecretString"]
    )
    return value
