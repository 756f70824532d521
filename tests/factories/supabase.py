"""Requests as auth-js of supabase-js writes them."""

from typing import Any

from common.adapters.identity.port import RECENT_SIGN_IN_SECONDS
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, with_token
from tests.factories.events import Answer, call, http_event
from user_management import api

AS_SUPABASE_JS_SENDS: dict[str, Any] = {
    "gotrue_meta_security": {},
    "code_challenge": None,
    "code_challenge_method": None,
}


def gotrue(method: str, door: str, body: dict[str, Any] | None = None, **query: str) -> Answer:
    """A request without a session, as auth-js writes it: with the anonymous key in both headers."""
    headers = {
        "apikey": "anon-key",
        "authorization": "Bearer anon-key",
        "x-supabase-api-version": "2024-01-01",
    }
    sent = None if body is None else body | AS_SUPABASE_JS_SENDS
    event = http_event(method, f"/auth/v1/{door}", body=sent, query=query or None, headers=headers)
    return call(api.lambda_handler, event)


def mine(method: str, door: str, session: Answer, body: dict[str, Any] | None = None, **query: str) -> Answer:
    """A request with the access token of a session."""
    return with_token(method, f"/auth/v1/{door}", session.body["access_token"], body, query or None)


def signed_up(**changes: Any) -> Answer:
    """Maria's account, a brand's, and her session."""
    data = {"role": "brand", "full_name": "Maria Müller", "theme": "dark"}
    return gotrue("POST", "signup", {"email": EMAIL, "password": PASSWORD, "data": data} | changes)


def token(grant_type: str, **body: Any) -> Answer:
    """A session for what the body holds."""
    return gotrue("POST", "token", body, grant_type=grant_type)


def refused(answer: Answer) -> tuple[int, str]:
    """Status and code of a refusal in the shape that auth-js reads."""
    assert answer.headers["x-supabase-api-version"] == "2024-01-01"
    assert isinstance(answer.body["message"], str)
    return answer.status, answer.body["code"]


def make_old(database: Database) -> None:
    """All sign-ins lie back longer than a change trusts them."""
    with database.connect() as db:
        db.execute(
            "update local_identity.refresh_token_families set created_at = now() - make_interval(secs => %s)",
            (RECENT_SIGN_IN_SECONDS + 5,),
        )
