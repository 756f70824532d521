"""A person who is signed in with supabase-js: reads and changes what is theirs, and signs out."""

from typing import Any

import pytest

from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, last_code, mails
from tests.factories.supabase import AS_SUPABASE_JS_SENDS, gotrue, make_old, mine, refused, signed_up, token

pytestmark = pytest.mark.usefixtures("provider")
NEW_PASSWORD = "another-long-secret"


@pytest.mark.parametrize(
    ("scope", "left"),
    [(None, (400, 400)), ("global", (400, 400)), ("local", (400, 200)), ("others", (200, 400))],
)
def test_signing_out_by_access_token(scope: str | None, left: tuple[int, int]) -> None:
    here = signed_up()
    elsewhere = token("password", email=EMAIL, password=PASSWORD)
    out = mine("POST", "logout", here) if scope is None else mine("POST", "logout", here, scope=scope)
    assert out.status == 204
    found = [
        token("refresh_token", refresh_token=one.body["refresh_token"]).status for one in (here, elsewhere)
    ]
    assert tuple(found) == left
    if left[0] != 200:
        assert refused(mine("GET", "user", here)) == (403, "session_not_found")
        assert mine("POST", "logout", here).status == 204, "twice is no error"


def test_an_unknown_scope_ends_nothing() -> None:
    session = signed_up()
    assert refused(mine("POST", "logout", session, scope="everything")) == (400, "validation_failed")
    assert mine("GET", "user", session).status == 200


def test_a_users_data_is_the_profiles_and_what_the_front_end_keeps(database: Database) -> None:
    session = signed_up()
    changed = mine("PUT", "user", session, {"data": {
        "full_name": "Maria M.", "bio": "Hello", "theme": None, "seen": ["tour"], "role": "admin", "sub": "x",
    }} | AS_SUPABASE_JS_SENDS)  # fmt: skip
    assert changed.status == 200
    read = mine("GET", "user", session).body
    assert read == changed.body
    kept = read["user_metadata"]
    assert (kept["full_name"], kept["bio"], kept["seen"], kept["role"]) == (
        "Maria M.",
        "Hello",
        ["tour"],
        "brand",
    )
    assert "theme" not in kept
    with database.connect() as db:
        row = db.execute("select full_name, bio, user_metadata from user_profiles").fetchone()
    assert row == ("Maria M.", "Hello", {"seen": ["tour"]})


@pytest.mark.parametrize(
    "data",
    [{"full_name": 7}, {"full_name": None}, {"avatar_url": "javascript:alert(1)"}, {"bio": "x" * 2_001},
     {"phone": "call me"}, {"full_name": "visit evil.com"}, {"big": "x" * 12_001}, {"nul": "\x00"},
     {"half": "\ud800"}, {"deep": [{"nul": "a\x00"}]}, "text", ["list"]],
)  # fmt: skip
def test_data_that_cannot_be_kept_is_refused_whole(database: Database, data: Any) -> None:
    session = signed_up()
    sent = data | {"other": 1} if isinstance(data, dict) else data
    answer = mine("PUT", "user", session, {"data": sent})
    assert refused(answer) == (400, "validation_failed")
    with database.connect() as db:
        assert db.execute("select user_metadata from user_profiles").fetchone() == ({"theme": "dark"},)


def test_what_is_kept_has_a_bound_however_often_one_adds(database: Database) -> None:
    session = signed_up()
    assert mine("PUT", "user", session, {"data": {"one": "x" * 11_000}}).status == 200
    assert refused(mine("PUT", "user", session, {"data": {"two": "x" * 11_000}})) == (
        400,
        "validation_failed",
    )
    with database.connect() as db:
        row = db.execute("select octet_length(user_metadata::text) < 16384 from user_profiles").fetchone()
    assert row == (True,)


def test_a_password_is_changed_by_who_proves_to_be_there(database: Database) -> None:
    session = signed_up()
    other = token("password", email=EMAIL, password=PASSWORD)
    make_old(database)
    change = {"password": NEW_PASSWORD}
    assert refused(mine("PUT", "user", session, change)) == (400, "reauthentication_needed")
    wrong = mine("PUT", "user", session, change | {"current_password": "not-the-password"})
    assert refused(wrong) == (400, "invalid_credentials")
    assert refused(mine("PUT", "user", session, change | {"nonce": "WRONG"})) == (
        422,
        "reauthentication_not_valid",
    )
    assert mine("GET", "reauthenticate", session).status == 200
    nonce = last_code(database, "reauthenticate")
    weak = mine("PUT", "user", session, {"password": "short", "current_password": PASSWORD})
    assert refused(weak) == (422, "weak_password")
    assert mine("PUT", "user", session, change | {"nonce": nonce}).status == 200
    assert refused(mine("GET", "user", other)) == (403, "session_not_found")
    assert mine("GET", "user", session).status == 200
    assert token("password", email=EMAIL, password=NEW_PASSWORD).status == 200


def test_a_new_address_is_confirmed_by_its_code(database: Database) -> None:
    session = signed_up()
    new = "maria.new@example.com"
    changing = mine("PUT", "user", session, {"email": new})
    assert (changing.status, changing.body["email"], changing.body["new_email"]) == (200, EMAIL, new)
    with database.connect() as db:
        db.execute("update local_identity.one_time_codes set created_at = created_at - interval '2 minutes'")
    assert gotrue("POST", "resend", {"type": "email_change", "email": EMAIL}).status == 200
    first, second = mails(database, "change_email")
    assert first["to"] == second["to"] == new
    stale = gotrue("POST", "verify", {"type": "email_change", "email": new, "token": first["code"]})
    assert refused(stale) == (403, "otp_expired")
    confirmed = gotrue("POST", "verify", {"type": "email_change", "email": new, "token": second["code"]})
    assert (confirmed.status, confirmed.body["user"]["email"]) == (200, new)
    assert mine("GET", "user", session).body["email"] == new


def test_a_taken_address_looks_the_same_until_its_owner_says_so(database: Database) -> None:
    signed_up(email="other@example.com")
    session = signed_up()
    free = mine("PUT", "user", session, {"email": "free@example.com"})
    taken = mine("PUT", "user", session, {"email": "other@example.com"})
    hidden = {"new_email": "", "updated_at": ""}
    assert free.status == taken.status == 200
    assert free.body | hidden == taken.body | hidden
    assert [mail["to"] for mail in mails(database, "change_email")] == ["free@example.com"]


def test_an_address_taken_meanwhile_is_told_in_supabases_words(database: Database) -> None:
    session = signed_up()
    mine("PUT", "user", session, {"email": "late@example.com"})
    code = last_code(database, "change_email")
    signed_up(email="late@example.com")
    late = gotrue("POST", "verify", {"type": "email_change", "email": "late@example.com", "token": code})
    assert refused(late) == (422, "email_exists")
