"""What a sign-in may do with its access token: end, and change the password; and a recovery code that signs in."""

from uuid import uuid4

import pytest

from common.adapters.identity.port import RECENT_SIGN_IN_SECONDS
from tests.conftest import Database
from tests.factories.accounts import (
    EMAIL,
    PASSWORD,
    last_code,
    mails,
    post,
    send,
    sign_in,
    sign_up,
    with_token,
)
from tests.factories.events import Answer
from tests.factories.limits import limit

pytestmark = pytest.mark.usefixtures("provider")
NEW_PASSWORD = "another-long-secret"


def refresh(answer: Answer) -> int:
    return post("refresh", refresh_token=answer.body["refresh_token"]).status


def ask(door: str, signed_in: Answer, **body: object) -> Answer:
    """POST /api/v1/auth/<door> with the access token of a sign-in."""
    return with_token("POST", f"/api/v1/auth/{door}", signed_in.body["access_token"], body)


def told(answer: Answer) -> tuple[int, str | None]:
    return answer.status, answer.body["code"] if answer.status >= 400 else None


def make_old(database: Database) -> None:
    """All sign-ins lie back longer than a change trusts them."""
    with database.connect() as db:
        db.execute(
            "update local_identity.refresh_token_families set created_at = now() - make_interval(secs => %s)",
            (RECENT_SIGN_IN_SECONDS + 5,),
        )


@pytest.mark.parametrize(
    ("which", "left"),
    [("this", (401, 200, 200)), ("others", (200, 401, 401)), ("all", (401, 401, 401))],
)
def test_an_access_token_ends_its_own_sign_in_the_others_or_all(
    which: str, left: tuple[int, int, int]
) -> None:
    sign_up()
    devices = [sign_in() for _ in range(3)]
    assert ask("sessions/end", devices[0], which=which).status == 204
    assert tuple(refresh(device) for device in devices) == left


def test_an_access_token_ends_nobody_elses_sign_in() -> None:
    sign_up()
    sign_up(email="other@example.com")
    mine, other = sign_in(), sign_in("other@example.com")
    assert ask("sessions/end", other, which="all").status == 204
    assert (refresh(mine), refresh(other)) == (200, 401)


def test_a_sign_in_that_has_ended_ends_no_other() -> None:
    sign_up()
    lost, kept = sign_in(), sign_in()
    assert ask("sessions/end", lost).status == 204
    assert ask("sessions/end", lost, which="all").status == 204
    assert ask("sessions/end", lost, which="others").status == 204
    assert refresh(kept) == 200


def test_who_is_not_signed_in_ends_nothing() -> None:
    sign_up()
    phone = sign_in()
    assert post("sessions/end", which="all").status == 401
    answer = send("POST", "/api/v1/auth/sessions/end", user=uuid4(), body={"which": "all"})
    assert told(answer) == (401, "UNAUTHENTICATED"), "a token of before names no sign-in"
    assert refresh(phone) == 200


def test_a_recent_sign_in_changes_the_password_and_ends_all_others() -> None:
    sign_up()
    phone, laptop = sign_in(), sign_in()
    assert ask("change-password", laptop, password=NEW_PASSWORD).status == 204
    assert (refresh(phone), refresh(laptop)) == (401, 200)
    assert (sign_in().status, sign_in(password=NEW_PASSWORD).status) == (401, 200)


def test_an_old_sign_in_gives_the_password_or_a_code(database: Database) -> None:
    sign_up()
    laptop = sign_in()
    make_old(database)
    refused = ask("change-password", laptop, password=NEW_PASSWORD)
    assert told(refused) == (403, "REAUTHENTICATION_NEEDED")
    wrong = ask("change-password", laptop, password=NEW_PASSWORD, current_password="not-the-password")
    assert told(wrong) == (422, "CURRENT_PASSWORD_WRONG")
    assert sign_in().status == 200, "nothing has changed"
    changed = ask("change-password", laptop, password=NEW_PASSWORD, current_password=PASSWORD)
    assert (changed.status, sign_in(password=NEW_PASSWORD).status) == (204, 200)


def test_a_code_changes_the_password_once_and_only_its_owners(database: Database) -> None:
    sign_up()
    sign_up(email="other@example.com")
    mine, other = sign_in(), sign_in("other@example.com")
    make_old(database)
    assert ask("reauthenticate", mine).status == 202
    code = last_code(database, "reauthenticate")
    assert mails(database, "reauthenticate")[-1]["to"] == EMAIL
    assert told(ask("change-password", other, password=NEW_PASSWORD, code=code)) == (422, "CODE_INVALID")
    assert told(ask("change-password", mine, password=NEW_PASSWORD, code="WRONG")) == (422, "CODE_INVALID")
    assert ask("change-email", mine, email="new@example.com", code=code).status == 202
    again = ask("change-password", mine, password=NEW_PASSWORD, code=code)
    assert told(again) == (422, "CODE_INVALID")
    ask("reauthenticate", mine)
    code = last_code(database, "reauthenticate")
    assert ask("change-password", mine, password=NEW_PASSWORD, code=code).status == 204


def test_wrong_passwords_with_a_stolen_token_lock_as_at_the_door(database: Database) -> None:
    sign_up()
    laptop = sign_in()
    make_old(database)
    for _ in range(10):
        wrong = ask("change-password", laptop, password=NEW_PASSWORD, current_password="not-the-password")
        assert told(wrong) == (422, "CURRENT_PASSWORD_WRONG")
    locked = ask("change-password", laptop, password=NEW_PASSWORD, current_password=PASSWORD)
    assert told(locked) == (429, "ACCOUNT_LOCKED")


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaa", "x" * 129, EMAIL, "123456789012"])
def test_a_weak_password_is_refused_and_nothing_ends(password: str) -> None:
    sign_up()
    phone, laptop = sign_in(), sign_in()
    assert told(ask("change-password", laptop, password=password)) == (422, "PASSWORD_REFUSED")
    assert (refresh(phone), sign_in().status) == (200, 200)


def test_a_sign_in_that_has_ended_changes_nothing(database: Database) -> None:
    sign_up()
    stolen, mine = sign_in(), sign_in()
    assert ask("change-password", mine, password=NEW_PASSWORD).status == 204
    for door, body in {
        "change-password": {"password": PASSWORD, "current_password": NEW_PASSWORD},
        "change-email": {"email": "thief@example.com", "current_password": NEW_PASSWORD},
        "reauthenticate": {},
    }.items():
        assert told(ask(door, stolen, **body)) == (401, "SESSION_ENDED"), door
    assert mails(database, "change_email") == []


def test_a_new_password_ends_the_codes_of_before(database: Database) -> None:
    """Also a change of address that a thief has begun."""
    sign_up()
    thief, mine = sign_in(), sign_in()
    ask("change-email", thief, email="thief@example.com")
    post("forgot-password", email=EMAIL)
    assert ask("change-password", mine, password=NEW_PASSWORD).status == 204
    begun = post("change-email/confirm", email="thief@example.com", code=last_code(database, "change_email"))
    assert told(begun) == (422, "CODE_INVALID")
    reset = post("reset-password", email=EMAIL, code=last_code(database, "reset_password"), password=PASSWORD)
    assert told(reset) == (422, "CODE_INVALID")
    assert sign_in(password=NEW_PASSWORD).status == 200


def test_a_barred_person_changes_nothing(database: Database) -> None:
    sign_up()
    laptop = sign_in()
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned'")
    assert ask("change-password", laptop, password=NEW_PASSWORD).body["code"] == "SESSION_ENDED"
    with database.connect() as db:
        db.execute("update auth.users set status = 'active'")
    assert sign_in(password=NEW_PASSWORD).status == 401


def test_a_recovery_code_signs_in_once_and_a_new_password_follows(database: Database) -> None:
    sign_up()
    phone = sign_in()
    post("forgot-password", email=EMAIL)
    code = last_code(database, "reset_password")
    recovered = post("forgot-password/sign-in", email=EMAIL, code=code)
    assert recovered.status == 200
    for again in (
        post("forgot-password/sign-in", email=EMAIL, code=code),
        post("reset-password", email=EMAIL, code=code, password=NEW_PASSWORD),
    ):
        assert told(again) == (422, "CODE_INVALID")
    assert ask("change-password", recovered, password=NEW_PASSWORD).status == 204
    assert (refresh(phone), refresh(recovered)) == (401, 200)
    assert sign_in(password=NEW_PASSWORD).status == 200


def test_a_recovery_code_serves_no_other_account_and_not_for_ever(database: Database) -> None:
    sign_up()
    sign_up(email="other@example.com")
    post("forgot-password", email=EMAIL)
    code = last_code(database, "reset_password")
    other = post("forgot-password/sign-in", email="other@example.com", code=code)
    assert told(other) == (422, "CODE_INVALID")
    assert told(post("magic-link/sign-in", email=EMAIL, code=code)) == (422, "CODE_INVALID")
    with database.connect() as db:
        db.execute("update local_identity.one_time_codes set expires_at = now()")
    assert told(post("forgot-password/sign-in", email=EMAIL, code=code)) == (422, "CODE_INVALID")


def test_changes_of_an_account_have_a_limit_of_their_own(database: Database) -> None:
    sign_up()
    limit(database, "account", 2)
    laptop = sign_in()
    statuses = [ask("reauthenticate", laptop).status for _ in range(3)]
    assert statuses == [202, 202, 429]
    assert len(mails(database, "reauthenticate")) == 1, "and a code goes out once a minute"
