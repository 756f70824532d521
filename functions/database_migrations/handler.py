"""The Lambda behind CloudFormation's custom resource, and the operator's door: rotated passwords, commands.

CloudFormation waits for an answer at the address it gives: every path through here sends one, because without
it a deploy hangs until its time-out. An event without that address is an operator's: the same work with a plain answer,
or what its `command` says (`operators.py`).
"""

import json
import logging
import urllib.request
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from database_migrations.folder import MigrationFailed
from database_migrations.operators import CommandRefused, obey
from database_migrations.runner import deploy
from database_migrations.settings import settings

PHYSICAL_ID = "database-migrations"
SECONDS_TO_ANSWER = 10
ROOTS = Path(__file__).with_name("rds_roots.pem")
"""The layer's, by a symbolic link: who may say that a server is the database."""
LONGEST_REASON = 1_000
_log = logging.getLogger(__name__)


def lambda_handler(event: Mapping[str, Any], context: object) -> dict[str, Any]:  # noqa: ARG001 - Lambda's signature
    """Bring the database to this release and answer, or obey an operator. Deleting the resource deletes nothing."""
    if "ResponseURL" not in event:
        return _operate(event)
    reason = None if event["RequestType"] == "Delete" else _attempt()
    _answer(event, reason)
    return {"status": "FAILED" if reason else "SUCCESS"}


def _operate(event: Mapping[str, Any]) -> dict[str, Any]:
    """An operator sees what went wrong: a refused command is an answer, anything else is raised."""
    command = event.get("command", "migrate")
    _log.info("An operator's command", extra={"command": str(command)[:40]})
    if command == "migrate":
        bring_up_to_date()
        return {"status": "SUCCESS"}
    try:
        return {"status": "SUCCESS", **obey(event, _address_of)}
    except CommandRefused as error:
        return {"status": "REFUSED", "code": error.code, "message": str(error)}


def _address_of(role: str) -> str:
    """Whom an operator's command connects as: `master`, `owner`, or the login that may become `admin`."""
    names = settings()
    arns = {"master": names.master_secret, "owner": names.owner_secret, "admin": names.api_secret}
    return connection_url(_secret(arns[role]))


def bring_up_to_date() -> None:
    """Roles and extensions with every login's password as its secret has it, then the SQL of this release."""
    names = settings()
    owner = _secret(names.owner_secret)
    logins = [owner, *map(_secret, names.other_secrets)]
    passwords = {login["username"]: login["password"] for login in logins}
    deploy(connection_url(_secret(names.master_secret)), connection_url(owner), passwords=passwords)


def connection_url(secret: Mapping[str, Any]) -> str:
    """A libpq address out of a database secret; the server must prove that it is the secret's host."""
    user, password = quote(secret["username"], safe=""), quote(secret["password"], safe="")
    return (
        f"postgresql://{user}:{password}@{secret['host']}:{secret['port']}/{secret['dbname']}"
        f"?sslmode=verify-full&sslrootcert={quote(str(ROOTS), safe='')}"
    )


def _attempt() -> str | None:
    """The reason of a failure, or None."""
    try:
        bring_up_to_date()
    except (MigrationFailed, psycopg.Error) as error:
        _log.exception("The database could not be brought up to date")
        return str(error)
    except Exception as error:  # noqa: BLE001 - an unanswered CloudFormation hangs for the whole time-out
        _log.exception("The migrations Lambda failed")
        return f"{type(error).__name__}; the Lambda's log has the rest."
    return None


def _answer(event: Mapping[str, Any], reason: str | None) -> None:
    body = {
        "Status": "FAILED" if reason else "SUCCESS",
        "Reason": (reason or "")[:LONGEST_REASON],
        "PhysicalResourceId": PHYSICAL_ID,
        "StackId": event["StackId"],
        "RequestId": event["RequestId"],
        "LogicalResourceId": event["LogicalResourceId"],
    }
    request = urllib.request.Request(  # noqa: S310 - the address is CloudFormation's
        event["ResponseURL"], data=json.dumps(body).encode(), method="PUT", headers={"content-type": ""}
    )
    with urllib.request.urlopen(request, timeout=SECONDS_TO_ANSWER):  # noqa: S310 - as above
        pass


def _secret(arn: str) -> dict[str, Any]:
    import boto3

    answer = boto3.client("secretsmanager").get_secret_value(SecretId=arn)
    value: dict[str, Any] = json.loads(answer["SecretString"])
    return value
