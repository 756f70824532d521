"""`/auth/v1`: what supabase-js sends and reads, over the use cases of `/api/v1/auth`."""

import json
from typing import Any

import jwt
import pytest

from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, post, sign_in
from tests.factories.events import call, http_event
from tests.factories.supabase import AS_SUPABASE_JS_SENDS, gotrue, mine, refused, signed_up, token
from user_management import api

pytestmark = pytest.mark.usefixtures("provider")


def test_a_newcomer_is_signed_in_with_what_the_front_end_keeps(database: Database) -> None:
    answer = signed_up()
    assert answer.status == 200
    assert answer.headers["x-supabase-api-version"] == "2024-01-01"
    session, user = answer.body, answer.body["user"]
    claims = jwt.decode(session["access_token"], options={"verify_signature": False})
    assert (session["token_type"], session["expires_in"], claims["sub"]) == ("bearer", 900, user["id"])
    assert abs(session["expires_at"] - claims["exp"]) <= 1
    assert (user["email"], user["aud"], user["role"], user["is_anonymous"]) == (
        EMAIL, "authenticated", "authenticated", False,
    )  # fmt: skip
    told = {"full_name": "Maria Müller", "role": "brand", "theme": "dark", "email": EMAIL}
    assert told.items() <= user["user_metadata"].items()
    assert user["app_metadata"] == {"provider": "email", "providers": ["email"], "roles": ["brand"]}
    assert [identity["provider"] for identity in user["identities"]] == ["email"]
    with database.connect() as db:
        row = db.execute("select p.full_name, b.name from user_profiles p, brand_profiles b").fetchone()
    assert row == ("Maria Müller", "Maria Müller")


def test_a_newcomer_may_be_an_agent(database: Database) -> None:
    answer = signed_up(data={"role": "agent", "full_name": "Maria Müller"})
    assert answer.body["user"]["app_metadata"]["roles"] == ["agent"]
    with database.connect() as db:
        assert db.execute("select display_name from agent_profiles").fetchall() == [("Maria Müller",)]


@pytest.mark.parametrize(
    ("changes", "status", "code"),
    [
        ({"email": EMAIL.upper()}, 422, "user_already_exists"),
        ({"password": "short"}, 422, "weak_password"),
        ({"email": "no address"}, 400, "validation_failed"),
        ({"password": None}, 400, "validation_failed"),
        ({"data": {"role": "admin", "full_name": "Maria"}}, 400, "validation_failed"),
        ({"data": {"role": "brand"}}, 400, "validation_failed"),
        ({"data": {"full_name": "<b>\u202eevil"}}, 400, "validation_failed"),
        ({"data": {"full_name": "visit evil.com"}}, 400, "validation_failed"),
        ({"data": {"full_name": "Maria", "much": "x" * 13_000}}, 400, "validation_failed"),
        ({"data": {"full_name": "Maria", "nul": {"deep": "\x00"}}}, 400, "validation_failed"),
        ({"data": {"full_name": "Maria", "half": "\ud800"}}, 400, "validation_failed"),
        ({"data": None}, 400, "validation_failed"),
        ({"phone": "+49 1"}, 200, None),
    ],
)
def test_a_sign_up_that_is_refused_is_refused_in_supabases_words_and_makes_nothing(
    database: Database, changes: dict[str, Any], status: int, code: str | None
) -> None:
    if code == "user_already_exists":
        signed_up()
    answer = signed_up(**changes)
    assert (answer.status, answer.body.get("code")) == (status, code)
    if code == "weak_password":
        assert answer.body["weak_password"] == {"reasons": ["length"]}
    with database.connect() as db:
        made = db.execute("select count(*) from auth.users").fetchone()
    assert made == (int(code in (None, "user_already_exists")),)


def test_a_flow_that_there_is_not_is_refused() -> None:
    sent = {"email": EMAIL, "password": PASSWORD, "data": {"full_name": "Maria"}} | AS_SUPABASE_JS_SENDS
    event = http_event("POST", "/auth/v1/signup", body=sent | {"code_challenge": "abc"})
    answer = call(api.lambda_handler, event)
    assert refused(answer) == (400, "validation_failed")
    assert "code_challenge" in answer.body["message"]


def test_a_password_and_a_refresh_token_are_granted_sessions() -> None:
    signed_up()
    session = token("password", email=EMAIL, password=PASSWORD)
    assert (session.status, session.body["user"]["email"]) == (200, EMAIL)
    second = token("refresh_token", refresh_token=session.body["refresh_token"])
    assert second.status == 200
    spent = token("refresh_token", refresh_token=session.body["refresh_token"])
    assert refused(spent) == (400, "refresh_token_not_found")
    reused = token("refresh_token", refresh_token=second.body["refresh_token"])
    assert refused(reused) == (400, "refresh_token_not_found"), "a token that came twice ends the sign-in"


@pytest.mark.parametrize(
    ("grant_type", "body", "status", "code"),
    [
        ("password", {"email": EMAIL, "password": "not-the-password"}, 400, "invalid_credentials"),
        ("password", {"email": "nobody@example.com", "password": PASSWORD}, 400, "invalid_credentials"),
        ("password", {"email": EMAIL}, 400, "validation_failed"),
        ("password", {"refresh_token": "x"}, 400, "validation_failed"),
        ("refresh_token", {"refresh_token": "unknown"}, 400, "refresh_token_not_found"),
        ("refresh_token", {"refresh_token": "ä"}, 400, "refresh_token_not_found"),
        ("refresh_token", {"email": EMAIL, "password": PASSWORD}, 400, "validation_failed"),
        ("password", {"email": EMAIL, "password": PASSWORD, "refresh_token": "x"}, 400, "validation_failed"),
        ("pkce", {"auth_code": "a", "code_verifier": "b"}, 400, "validation_failed"),
        ("id_token", {"provider": "google", "id_token": "x"}, 400, "validation_failed"),
    ],
)
def test_what_is_no_grant_is_refused(grant_type: str, body: dict[str, Any], status: int, code: str) -> None:
    signed_up()
    assert refused(token(grant_type, **body)) == (status, code)


def test_too_many_wrong_passwords_say_when_to_come_back() -> None:
    signed_up()
    for _ in range(10):
        token("password", email=EMAIL, password="not-the-password")
    locked = token("password", email=EMAIL, password=PASSWORD)
    assert (refused(locked), locked.headers["retry-after"]) == ((429, "over_request_rate_limit"), "900")


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_who_is_barred_comes_in_by_no_grant(database: Database, status: str) -> None:
    session = signed_up()
    with database.connect() as db:
        db.execute("update auth.users set status = %s", (status,))
    assert refused(token("password", email=EMAIL, password=PASSWORD)) == (403, "user_banned")
    assert refused(mine("GET", "user", session)) == (403, "session_not_found")
    old = token("refresh_token", refresh_token=session.body["refresh_token"])
    assert refused(old) == (400, "refresh_token_not_found")


@pytest.mark.parametrize(
    ("raw", "code"),
    [(b"{", "bad_json"), (b"\xff\xfe", "bad_json"), (b"[]", "validation_failed"), (b"{}", "validation_failed"),
     (b'{"email":' + b"[" * 100 + b"]" * 100 + b"}", "bad_json")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_the_same_shape(raw: bytes, code: str) -> None:
    for door in ("signup", "otp", "recover", "verify"):
        answer = call(api.lambda_handler, http_event("POST", f"/auth/v1/{door}", raw_body=raw))
        assert refused(answer) == (400, code), door


def test_too_large_a_body_keeps_our_code_in_their_shape() -> None:
    answer = call(api.lambda_handler, http_event("POST", "/auth/v1/signup", raw_body=b" " * 200_000))
    assert refused(answer) == (413, "PAYLOAD_TOO_LARGE")


def test_keys_and_settings_are_for_everyone(monkeypatch: pytest.MonkeyPatch) -> None:
    session = signed_up()
    keys = gotrue("GET", ".well-known/jwks.json")
    assert keys.headers["cache-control"] == "public, max-age=600"
    (key,) = keys.body["keys"]
    assert jwt.get_unverified_header(session.body["access_token"])["kid"] == key["kid"]
    jwt.decode(session.body["access_token"], jwt.PyJWK(key).key, algorithms=["RS256"])
    assert "d" not in key, "the private half stays"
    assert gotrue("GET", "settings").body["mailer_autoconfirm"] is True
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    assert gotrue("GET", "settings").body["mailer_autoconfirm"] is False


def test_without_a_provider_every_door_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    from common.settings import settings

    session = signed_up()
    monkeypatch.setenv("STAGE", "prod")
    settings.cache_clear()
    try:
        answers = [
            signed_up(email="new@example.com"), token("password", email=EMAIL, password=PASSWORD),
            gotrue("POST", "recover", {"email": EMAIL}), gotrue("GET", "settings"),
            gotrue("GET", ".well-known/jwks.json"), mine("GET", "user", session),
            mine("PUT", "user", session, {"data": {"a": 1}}), mine("POST", "logout", session),
            gotrue("GET", "verify", token="A.bWFyaWFAZXhhbXBsZS5jb20", type="email"),
        ]  # fmt: skip
        assert {refused(answer) for answer in answers} == {(503, "NOT_CONFIGURED")}
    finally:
        monkeypatch.undo()
        settings.cache_clear()


def test_both_doors_lead_to_one_account() -> None:
    session = signed_up()
    assert sign_in().status == 200
    assert post("refresh", refresh_token=session.body["refresh_token"]).status == 200
    assert json.dumps(session.body).count(PASSWORD) == 0
