"""Accounts through the real doors, and the codes that went out to them."""

from typing import Any
from uuid import UUID

import jwt

from tests.conftest import Database
from tests.factories.events import Answer, call, http_event
from user_management import api

PASSWORD = "a-long-enough-secret"
EMAIL = "maria@example.com"


def post(door: str, **body: object) -> Answer:
    """POST /api/v1/auth/<door>."""
    return call(api.lambda_handler, http_event("POST", f"/api/v1/auth/{door}", body=body))


def send(
    method: str, path: str, *, user: UUID | None = None, body: object = None,
    query: dict[str, str] | None = None, service: bool = False, headers: dict[str, str] | None = None,
) -> Answer:  # fmt: skip
    """Any door of user_management."""
    event = http_event(method, path, user=user, body=body, query=query, service=service, headers=headers)
    return call(api.lambda_handler, event)


def with_token(
    method: str, path: str, token: str, body: object = None, query: dict[str, str] | None = None
) -> Answer:
    """Any door of user_management, with an access token that the gateway has checked."""
    claims = {
        name: str(value) for name, value in jwt.decode(token, options={"verify_signature": False}).items()
    }
    headers = {"authorization": f"Bearer {token}"}
    event = http_event(method, path, body=body, query=query, headers=headers, claims=claims)
    return call(api.lambda_handler, event)


def sign_up(**changes: object) -> Answer:
    """Maria's account, a brand's."""
    body = {"email": EMAIL, "password": PASSWORD, "role": "brand", "full_name": "Maria Müller 🎉"}
    return post("sign-up", **(body | changes))


def sign_in(email: str = EMAIL, password: str = PASSWORD) -> Answer:
    """Maria's tokens."""
    return post("sign-in", email=email, password=password)


def mails(database: Database, template: str) -> list[dict[str, Any]]:
    """What went into the outbox for the mailbox, oldest first."""
    with database.connect() as db:
        rows = db.execute(
            "select payload from outbox where topic = 'email' and payload ->> 'template' = %s order by id",
            (template,),
        ).fetchall()
    return [row[0] for row in rows]


def last_code(database: Database, template: str) -> str:
    """The newest code that went out."""
    code: str = mails(database, template)[-1]["code"]
    return code
