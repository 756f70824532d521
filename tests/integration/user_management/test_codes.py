"""Codes that come by e-mail: confirmation, password reset, magic links; and signing out."""

import pytest

from common import limits
from common.adapters.identity import codes
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, last_code, mails, post, sign_in, sign_up
from tests.factories.events import Answer

pytestmark = pytest.mark.usefixtures("provider")
NEW_PASSWORD = "another-long-secret"


def let_time_pass(database: Database) -> None:
    with database.connect() as db:
        db.execute("update local_identity.one_time_codes set created_at = created_at - interval '2 minutes'")


def refresh(answer: Answer) -> Answer:
    return post("refresh", refresh_token=answer.body["refresh_token"])


def test_where_confirmation_is_asked_for_a_code_opens_the_account(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    assert sign_up().body["confirmed"] is False
    refused = sign_in()
    assert (refused.status, refused.body["code"]) == (403, "ACCOUNT_UNCONFIRMED")
    assert sign_in(password="not-the-password").body["code"] == "CREDENTIALS_INVALID"
    assert post("confirm", email=EMAIL, code=last_code(database, "confirm").lower()).status == 204
    assert sign_in().status == 200
    post("resend", email=EMAIL)
    assert len(mails(database, "confirm")) == 1, "who is confirmed needs no code"


def test_a_new_code_replaces_the_old_one_and_goes_out_once_a_minute(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    sign_up()
    first = last_code(database, "confirm")
    assert post("resend", email=EMAIL).status == 202
    assert len(mails(database, "confirm")) == 1
    let_time_pass(database)
    post("resend", email=EMAIL)
    assert len(mails(database, "confirm")) == 2
    assert post("confirm", email=EMAIL, code=first).body["code"] == "CODE_INVALID"
    assert post("confirm", email=EMAIL, code=last_code(database, "confirm")).status == 204


def test_a_forgotten_password_is_replaced_and_every_sign_in_ends(database: Database) -> None:
    sign_up()
    before = sign_in()
    assert post("forgot-password", email=EMAIL.upper()).status == 202
    code = last_code(database, "reset_password")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204
    assert refresh(before).status == 401
    assert sign_in().status == 401
    assert sign_in(password=NEW_PASSWORD).status == 200
    again = post("reset-password", email=EMAIL, code=code, password=PASSWORD)
    assert (again.status, again.body["code"]) == (422, "CODE_INVALID")


def test_a_weak_new_password_does_not_spend_the_code(database: Database) -> None:
    sign_up()
    post("forgot-password", email=EMAIL)
    code = last_code(database, "reset_password")
    assert post("reset-password", email=EMAIL, code=code, password="short").body["code"] == "PASSWORD_REFUSED"
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204


def test_a_locked_account_is_unlocked_by_a_new_password(database: Database) -> None:
    sign_up()
    for _ in range(10):
        sign_in(password="not-the-password")
    post("forgot-password", email=EMAIL)
    post("reset-password", email=EMAIL, code=last_code(database, "reset_password"), password=NEW_PASSWORD)
    assert sign_in(password=NEW_PASSWORD).status == 200


def test_a_magic_link_signs_in_once(database: Database) -> None:
    sign_up()
    post("magic-link", email=EMAIL)
    mail = mails(database, "magic_link")[-1]
    assert mail["to"] == EMAIL
    assert mail["link"].startswith("http://127.0.0.1:3000/magic-link?email=maria%40example.com&code=")
    answer = post("magic-link/sign-in", email=EMAIL, code=mail["code"])
    assert refresh(answer).status == 200
    assert post("magic-link/sign-in", email=EMAIL, code=mail["code"]).status == 422


def test_a_handful_of_wrong_codes_by_anybody_leave_the_right_one(database: Database) -> None:
    sign_up()
    post("forgot-password", email=EMAIL)
    for _ in range(20):
        wrong = post("reset-password", email=EMAIL, code="WRONG", password=NEW_PASSWORD)
        assert (wrong.status, wrong.body["code"]) == (422, "CODE_INVALID")
    code = last_code(database, "reset_password")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204


def forget_limits(database: Database) -> None:
    """As from another address each time: what is tried from one has a limit of its own."""
    with database.connect() as db:
        db.execute("truncate rate_buckets")
    limits.forget()


def test_too_many_attempts_kill_a_code(database: Database) -> None:
    sign_up()
    post("magic-link", email=EMAIL)
    for _ in range(codes.MOST_ATTEMPTS):
        assert post("magic-link/sign-in", email=EMAIL, code="WRONG").status == 422
        forget_limits(database)
    right = post("magic-link/sign-in", email=EMAIL, code=last_code(database, "magic_link"))
    assert (right.status, right.body["code"]) == (422, "CODE_INVALID")


def test_an_old_code_and_one_for_another_purpose_are_refused(database: Database) -> None:
    sign_up()
    post("magic-link", email=EMAIL)
    code = last_code(database, "magic_link")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 422
    with database.connect() as db:
        db.execute("update local_identity.one_time_codes set expires_at = now()")
    assert post("magic-link/sign-in", email=EMAIL, code=code).status == 422
    assert sign_in().status == 200


def test_a_magic_link_ends_what_somebody_else_has_prepared_in_ones_name(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    sign_up()  # by whoever likes
    assert sign_in().body["code"] == "ACCOUNT_UNCONFIRMED"
    post("magic-link", email=EMAIL)
    assert post("magic-link/sign-in", email=EMAIL, code=last_code(database, "magic_link")).status == 200
    assert sign_in().body["code"] == "CREDENTIALS_INVALID"
    post("confirm", email=EMAIL, code=last_code(database, "confirm"))
    assert sign_in().body["code"] == "CREDENTIALS_INVALID", "the code of that sign-up comes too late"
    post("forgot-password", email=EMAIL)
    code = last_code(database, "reset_password")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204
    assert sign_in(password=NEW_PASSWORD).status == 200


def test_a_new_password_by_mail_ends_what_somebody_else_has_prepared_in_ones_name(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SIGN_UP_CONFIRMATION", "code")
    sign_up()
    post("forgot-password", email=EMAIL)
    code = last_code(database, "reset_password")
    assert post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD).status == 204
    assert (sign_in().status, sign_in(password=NEW_PASSWORD).status) == (401, 200)


def test_a_magic_link_keeps_password_and_sign_ins_of_who_has_confirmed(database: Database) -> None:
    sign_up()
    phone = sign_in()
    post("magic-link", email=EMAIL)
    assert post("magic-link/sign-in", email=EMAIL, code=last_code(database, "magic_link")).status == 200
    assert (sign_in().status, refresh(phone).status) == (200, 200)


@pytest.mark.parametrize("door", ["resend", "forgot-password", "magic-link"])
def test_who_asks_for_a_code_does_not_learn_whether_the_account_exists(database: Database, door: str) -> None:
    sign_up()
    known, unknown = post(door, email=EMAIL), post(door, email="nobody@example.com")
    assert (known.status, known.body) == (unknown.status, unknown.body) == (202, known.body)
    with database.connect() as db:
        assert db.execute(
            "select count(*) from outbox where payload ->> 'to' <> %s", (EMAIL,)
        ).fetchone() == (0,)


def test_a_banned_person_gets_no_code_and_cannot_use_an_old_one(database: Database) -> None:
    sign_up()
    post("magic-link", email=EMAIL)
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned'")
    answer = post("magic-link/sign-in", email=EMAIL, code=last_code(database, "magic_link"))
    assert (answer.status, answer.body["code"]) == (403, "ACCOUNT_BANNED")
    let_time_pass(database)
    post("magic-link", email=EMAIL)
    assert len(mails(database, "magic_link")) == 1


def test_codes_are_stored_as_hashes_only(database: Database) -> None:
    sign_up()
    post("forgot-password", email=EMAIL)
    with database.connect() as db:
        row = db.execute("select to_jsonb(c)::text from local_identity.one_time_codes as c").fetchone()
    assert row is not None
    assert last_code(database, "reset_password") not in row[0]


def test_signing_out_ends_this_sign_in_or_all(database: Database) -> None:
    sign_up()
    phone, laptop, tablet = sign_in(), sign_in(), sign_in()
    assert post("sign-out", refresh_token=phone.body["refresh_token"]).status == 204
    assert refresh(phone).status == 401
    laptop = refresh(laptop)
    assert laptop.status == 200
    assert post("sign-out", refresh_token=laptop.body["refresh_token"], everywhere=True).status == 204
    assert refresh(laptop).status == refresh(tablet).status == 401


def test_signing_out_with_an_unknown_or_dead_token_is_no_error() -> None:
    sign_up()
    token = sign_in().body["refresh_token"]
    for _ in range(2):
        assert post("sign-out", refresh_token=token).status == 204
    assert post("sign-out", refresh_token="unknown", everywhere=True).status == 204


def test_a_dead_token_cannot_sign_the_owner_out_everywhere() -> None:
    sign_up()
    dead, alive = sign_in(), sign_in()
    post("sign-out", refresh_token=dead.body["refresh_token"])
    post("sign-out", refresh_token=dead.body["refresh_token"], everywhere=True)
    assert refresh(alive).status == 200


def test_an_unban_does_not_bring_old_sign_ins_back(database: Database) -> None:
    sign_up()
    before = sign_in()
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned'")
        db.execute("update auth.users set status = 'active'")
    assert refresh(before).status == 401
    assert sign_in().status == 200
