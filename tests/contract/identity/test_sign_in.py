"""Signing up, in and out: the same answers from both providers."""

from functools import partial

import jwt
import pytest

from common.access_tokens import ACCESS_TOKEN_SECONDS
from tests.contract.identity.conftest import House
from tests.factories.accounts import EMAIL, post, sign_in, sign_up, with_token
from tests.factories.events import Answer

NEW_PASSWORD = "another-long-secret"


def confirmed(house: House, **changes: object) -> Answer:
    """Maria, who has confirmed her address; the answer to her sign-up."""
    made = sign_up(**changes)
    assert post("confirm", email=EMAIL, code=house.code("confirm")).status == 204
    return made


def told(answer: Answer) -> tuple[int, str | None]:
    """The status and the machine code."""
    return answer.status, answer.body["code"] if answer.status >= 400 else None


def refresh(answer: Answer) -> Answer:
    return post("refresh", refresh_token=answer.body["refresh_token"])


def test_a_sign_up_waits_for_its_code_and_then_everything_that_belongs_to_it_is_there(house: House) -> None:
    made = sign_up()
    assert (made.status, made.body["confirmed"]) == (201, False)
    assert told(sign_in()) == (403, "ACCOUNT_UNCONFIRMED")
    assert told(sign_in(password="not-the-password")) == (401, "CREDENTIALS_INVALID")
    assert told(post("confirm", email=EMAIL, code="WRONG")) == (422, "CODE_INVALID")
    code = house.code("confirm")
    assert told(post("confirm", email=EMAIL, code=code)) == (204, None)
    assert told(post("confirm", email=EMAIL, code=code)) == (422, "CODE_INVALID")
    with house.database.connect() as db:
        row = db.execute(
            "select u.email, u.confirmed_at is not null, r.role, p.full_name, b.name from auth.users u"
            " join user_roles r on r.user_id = u.id join user_profiles p using (id)"
            " join brand_memberships m on m.user_id = u.id join brand_profiles b on b.id = m.brand_id"
            " where u.id = %s", (made.body["user_id"],)
        ).fetchone()  # fmt: skip
    assert row == (EMAIL, True, "brand", "Maria Müller 🎉", "Maria Müller 🎉")


def test_tokens_live_as_long_with_both_and_name_their_sign_in(house: House) -> None:
    user_id = confirmed(house).body["user_id"]
    answer = sign_in(EMAIL.upper())
    assert (answer.status, answer.body["expires_in"]) == (200, ACCESS_TOKEN_SECONDS)
    claims = jwt.decode(answer.body["access_token"], house.key.public, algorithms=["RS256"])
    assert (claims["sub"], claims["exp"] - claims["iat"]) == (user_id, ACCESS_TOKEN_SECONDS)
    with house.database.connect() as db:
        days = db.execute(
            "select extract(day from expires_at - t.created_at), f.id::text from local_identity.refresh_tokens t"
            " join local_identity.refresh_token_families f on f.id = t.family_id"
        ).fetchone()
    assert days == (7, claims["origin_jti"])


@pytest.mark.parametrize("password", ["short", "x" * 129, "aaaaaaaaaaaa", "123456789012", EMAIL])
def test_a_password_that_is_tried_first_is_refused_and_nothing_is_left(house: House, password: str) -> None:
    answer = sign_up(password=password)
    assert told(answer) == (422, "PASSWORD_REFUSED")
    assert answer.body["details"] == [{"shortest": 12, "longest": 128}]
    with house.database.connect() as db:
        assert db.execute("select count(*) from auth.users").fetchone() == (0,)


@pytest.mark.parametrize("email", [EMAIL, "MARIA@example.com"])
def test_an_address_is_taken_in_every_spelling_confirmed_or_not(house: House, email: str) -> None:
    sign_up()
    assert told(sign_up(email=email)) == (409, "EMAIL_TAKEN")


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer(house: House) -> None:
    confirmed(house)
    wrong, unknown = sign_in(password="not-the-password"), sign_in("nobody@example.com")
    assert told(wrong) == (401, "CREDENTIALS_INVALID")
    assert {**wrong.body, "request_id": ""} == {**unknown.body, "request_id": ""}


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_ten_wrong_passwords_lock_an_address_for_a_while_known_or_not(house: House, email: str) -> None:
    confirmed(house)
    for _ in range(10):
        assert sign_in(email, password="not-the-password").status == 401
    locked = sign_in(email.upper())
    assert (*told(locked), locked.headers["retry-after"]) == (429, "ACCOUNT_LOCKED", "900")
    with house.database.connect() as db:
        db.execute("update local_identity.sign_in_attempts set locked_until = now() - interval '1 second'")
    assert sign_in(email).status == (200 if email == EMAIL else 401)


def test_a_refresh_token_is_good_once_and_a_second_use_ends_the_sign_in(house: House) -> None:
    confirmed(house)
    first = sign_in()
    second = refresh(first)
    assert second.status == 200
    assert told(refresh(first)) == (401, "REFRESH_TOKEN_INVALID")
    assert told(refresh(second)) == (401, "REFRESH_TOKEN_INVALID"), "one of the two was a thief"
    assert told(post("refresh", refresh_token="made up")) == (401, "REFRESH_TOKEN_INVALID")


@pytest.mark.parametrize(("everywhere", "left"), [(False, 200), (True, 401)])
def test_a_refresh_token_signs_out_here_or_everywhere(house: House, everywhere: bool, left: int) -> None:
    confirmed(house)
    here, there = sign_in(), sign_in()
    for _ in range(2):
        token = here.body["refresh_token"]
        assert post("sign-out", refresh_token=token, everywhere=everywhere).status == 204
    assert (refresh(here).status, refresh(there).status) == (401, left)


@pytest.mark.parametrize(
    ("which", "left"),
    [("this", (401, 200, 200)), ("others", (200, 401, 401)), ("all", (401, 401, 401))],
)
def test_an_access_token_ends_its_own_sign_in_the_others_or_all(
    house: House, which: str, left: tuple[int, int, int]
) -> None:
    confirmed(house)
    devices = [sign_in() for _ in range(3)]
    end = partial(
        with_token, "POST", "/api/v1/auth/sessions/end", devices[0].body["access_token"], {"which": which}
    )
    assert end().status == 204
    assert tuple(refresh(device).status for device in devices) == left
    assert end().status == 204, "what has ended ends no other"


@pytest.mark.parametrize("status", ["suspended", "banned"])
def test_who_is_barred_is_told_so_after_the_right_password_only_and_refreshes_nothing(
    house: House, status: str
) -> None:
    user_id = confirmed(house).body["user_id"]
    before = sign_in()
    with house.database.connect() as db:
        db.execute("update auth.users set status = %s where id = %s", (status, user_id))
    code = f"ACCOUNT_{status.upper()}"
    assert told(sign_in()) == (403, code)
    assert told(sign_in(password="not-the-password")) == (401, "CREDENTIALS_INVALID")
    assert refresh(before).status == 401
    if house.pool is not None:
        assert not house.pool.refresh_tokens or refresh(before).status == 401
        house.pool.people[user_id].is_enabled = False
        assert told(sign_in()) == (403, code), "also once Cognito knows it"
        assert told(sign_in(password="not-the-password")) == (401, "CREDENTIALS_INVALID")


def test_an_agent_signs_up_in_both_houses(house: House) -> None:
    answer = confirmed(house, role="agent")
    with house.database.connect() as db:
        found = db.execute(
            "select a.user_id::text, a.status, array(select role from user_roles) from agent_profiles as a"
        ).fetchall()
    assert found == [(answer.body["user_id"], "active", ["agent"])]
