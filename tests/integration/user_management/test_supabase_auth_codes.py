"""Codes and links of mails that supabase-js asked for."""

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.conftest import Database
from tests.counted import counted
from tests.factories.accounts import EMAIL, PASSWORD, last_code, mails
from tests.factories.events import call, http_event
from tests.factories.limits import limit
from tests.factories.supabase import gotrue, mine, refused, signed_up, token
from user_management import api

pytestmark = pytest.mark.usefixtures("provider")
NEW_PASSWORD = "another-long-secret"
SITE = "http://127.0.0.1:3000"


def test_who_has_to_confirm_gets_no_session_before(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    answer = signed_up()
    assert answer.status == 200
    assert "access_token" not in answer.body
    assert (answer.body["email"], answer.body["email_confirmed_at"]) == (EMAIL, None)
    assert refused(token("password", email=EMAIL, password=PASSWORD)) == (400, "email_not_confirmed")
    assert gotrue("POST", "resend", {"type": "signup", "email": EMAIL}).status == 200
    code = last_code(database, "confirm")
    session = gotrue("POST", "verify", {"type": "signup", "email": EMAIL, "token": code})
    assert (session.status, session.body["user"]["email_confirmed_at"] is not None) == (200, True)
    assert token("password", email=EMAIL, password=PASSWORD).status == 200, "who signed up chose it"
    again = gotrue("POST", "verify", {"type": "signup", "email": EMAIL, "token": code})
    assert refused(again) == (403, "otp_expired")


def test_the_kind_email_is_of_a_sign_up_and_of_a_link(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    signed_up()
    code = last_code(database, "confirm")
    assert gotrue("POST", "verify", {"type": "email", "email": EMAIL, "token": code}).status == 200
    gotrue("POST", "otp", {"email": EMAIL, "create_user": True, "data": {}})
    code = last_code(database, "magic_link")
    assert gotrue("POST", "verify", {"type": "email", "email": EMAIL, "token": code}).status == 200


def test_a_sign_in_by_the_kind_email_is_counted_once_whatever_its_code_was_for(
    monkeypatch: pytest.MonkeyPatch, database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    signed_up()
    code = last_code(database, "confirm")
    counted(capsys)
    assert gotrue("POST", "verify", {"type": "email", "email": EMAIL, "token": code}).status == 200
    assert counted(capsys) == {"sign_ins": 1}
    assert gotrue("POST", "verify", {"type": "email", "email": EMAIL, "token": code}).status == 403
    assert counted(capsys) == {"sign_ins_refused": 1}


def test_nobody_is_told_whether_there_is_an_account(database: Database) -> None:
    signed_up()
    for door, more in (
        ("recover", {}),
        ("otp", {}),
        ("resend", {"type": "signup"}),
        ("resend", {"type": "email_change"}),
    ):
        answers = [gotrue("POST", door, {"email": email} | more) for email in (EMAIL, "nobody@example.com")]
        assert [(answer.status, answer.body) for answer in answers] == [(200, {}), (200, {})]
    with database.connect() as db:
        assert db.execute("select count(*) from auth.users").fetchone() == (1,), "a code makes no account"


def test_a_recovery_signs_in_once_and_another_session_cannot_use_its_code(database: Database) -> None:
    signed_up()
    stranger = signed_up(email="other@example.com")
    gotrue("POST", "recover", {"email": EMAIL})
    code = last_code(database, "reset_password")
    theirs = mine("PUT", "user", stranger, {"password": NEW_PASSWORD, "nonce": code})
    assert refused(theirs) == (422, "reauthentication_not_valid")
    other = gotrue("POST", "verify", {"type": "recovery", "email": "other@example.com", "token": code})
    assert refused(other) == (403, "otp_expired")
    session = gotrue("POST", "verify", {"type": "recovery", "email": EMAIL, "token": code})
    assert session.status == 200
    again = gotrue("POST", "verify", {"type": "recovery", "email": EMAIL, "token": code})
    assert refused(again) == (403, "otp_expired")
    assert mine("PUT", "user", session, {"password": NEW_PASSWORD}).status == 200
    assert token("password", email=EMAIL, password=NEW_PASSWORD).status == 200


def followed(link: str) -> tuple[str, dict[str, str]]:
    """Where a mail's link leads on to, and what it says there."""
    parts = urlsplit(link)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    answer = call(api.lambda_handler, http_event("GET", parts.path, query=query))
    assert answer.status == 303, answer.body
    place, _, fragment = answer.headers["location"].partition("#")
    return place, {name: values[0] for name, values in parse_qs(fragment).items()}


def test_a_mails_link_leads_on_with_a_session_once(database: Database) -> None:
    signed_up()
    gotrue("POST", "recover", {"email": EMAIL}, redirect_to=f"{SITE}/new-password?from=mail")
    link = mails(database, "reset_password")[-1]["link"]
    assert link.startswith("https://api.example.org/auth/v1/verify?")
    place, told = followed(link)
    assert place == f"{SITE}/new-password?from=mail"
    assert (told["type"], told["token_type"], told["expires_in"]) == ("recovery", "bearer", "900")
    assert token("refresh_token", refresh_token=told["refresh_token"]).status == 200
    place, told = followed(link)
    assert (place, told["error"], told["error_code"]) == (
        f"{SITE}/new-password?from=mail", "access_denied", "otp_expired",
    )  # fmt: skip


def test_a_links_token_is_a_token_hash(database: Database) -> None:
    signed_up()
    gotrue("POST", "otp", {"email": EMAIL})
    (hashed,) = parse_qs(urlsplit(mails(database, "magic_link")[-1]["link"]).query)["token"]
    for forged in (hashed[1:], f"{hashed}x", "A.", ".", "A.!!", "A.w6Q", "x" * 1_000):
        answer = gotrue("POST", "verify", {"type": "magiclink", "token_hash": forged})
        assert refused(answer) == (403, "otp_expired"), forged
    assert gotrue("POST", "verify", {"type": "magiclink", "token_hash": hashed}).status == 200


def test_links_have_limits_by_account_and_none_by_office(database: Database) -> None:
    signed_up()
    signed_up(email="other@example.com")
    limit(database, "code", 2, "account")
    for email in (EMAIL, "other@example.com"):
        gotrue("POST", "recover", {"email": email})
    own, theirs = (mail["link"] for mail in mails(database, "reset_password"))
    assert followed(own)[1]["type"] == "recovery"
    assert followed(own)[1]["error_code"] == "over_request_rate_limit"
    assert followed(theirs)[1]["type"] == "recovery"
    (hashed,) = parse_qs(urlsplit(theirs).query)["token"]
    limited = gotrue("POST", "verify", {"type": "recovery", "token_hash": hashed})
    assert refused(limited) == (429, "over_request_rate_limit")


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", f"{SITE}.evil.example/", f"{SITE}@evil.example/", "//evil.example", "javascript:alert(1)",
     "http://127.0.0.1:3000\\@evil.example/", "http://[", "\u202e", f"{SITE}/\r\nset-cookie: a=b",
     f"{SITE}/\u6f22"],
)  # fmt: skip
def test_tokens_go_to_the_front_end_and_nowhere_else(database: Database, elsewhere: str) -> None:
    signed_up()
    gotrue("POST", "recover", {"email": EMAIL}, redirect_to=elsewhere)
    link = mails(database, "reset_password")[-1]["link"]
    query = {name: values[0] for name, values in parse_qs(urlsplit(link).query).items()}
    assert query["redirect_to"] == SITE
    answer = call(
        api.lambda_handler, http_event("GET", "/auth/v1/verify", query=query | {"redirect_to": elsewhere})
    )
    assert answer.headers["location"].startswith(f"{SITE}#access_token=")


@pytest.mark.parametrize(
    "body",
    [{"type": "sms", "phone": "+49 1", "token": "1"}, {"type": "email", "email": EMAIL},
     {"type": "email", "token": "A"}, {"type": "invite", "email": EMAIL, "token": "A"}, {"email": EMAIL, "token": "A"},
     {"type": "email", "email": EMAIL, "token": "x" * 101}],
)  # fmt: skip
def test_a_verification_that_names_no_code_is_malformed(body: dict[str, Any]) -> None:
    assert refused(gotrue("POST", "verify", body)) == (400, "validation_failed")
