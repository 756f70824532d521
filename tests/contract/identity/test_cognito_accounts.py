"""Accounts that the pool has and our database missed, and the other way round."""

from typing import Any

import pytest

from common.adapters.identity.cognito_pool import UserPool
from tests.contract.identity.conftest import House
from tests.contract.identity.test_cognito import calls_of, pool_of, rows
from tests.contract.identity.test_sign_in import confirmed, told
from tests.factories.accounts import EMAIL, PASSWORD, sign_in, sign_up, with_token
from tests.factories.user_pool import access_token


def test_an_account_that_our_database_missed_is_there_with_the_first_sign_in(aws: House) -> None:
    missed = pool_of(aws).add(EMAIL, PASSWORD)
    missed.attributes |= {"custom:role": "admin", "name": "Ma\nria"}
    assert sign_in().status == 200
    with aws.database.connect() as db:
        row = db.execute(
            "select u.id::text, u.email, r.role, p.full_name, u.confirmed_at is not null from auth.users u"
            " join user_roles r on r.user_id = u.id join user_profiles p using (id)"
        ).fetchone()
    assert row == (missed.username, EMAIL, "creator", "Ma ria", True)


@pytest.mark.parametrize(
    ("claimed", "role"),
    [("agent", "agent"), ("brand", "brand"), ("admin", "creator"), ("Agent", "creator"), ("", "creator"),
     ("agent,admin", "creator"), ("\x00", "creator")],
)  # fmt: skip
def test_a_role_that_came_past_our_door_is_one_of_three(aws: House, claimed: str, role: str) -> None:
    missed = pool_of(aws).add(EMAIL, PASSWORD)
    missed.attributes |= {"custom:role": claimed, "name": "Maria"}
    assert sign_in().status == 200
    with aws.database.connect() as db:
        assert db.execute("select array(select role from user_roles)").fetchone() == ([role],)
        assert db.execute("select count(*) from agent_profiles").fetchone() == (int(role == "agent"),)


def test_whoever_has_a_token_and_no_account_has_one_when_they_read_themselves(aws: House) -> None:
    missed = pool_of(aws).add(EMAIL, PASSWORD)
    token = access_token(aws.key, missed.username, "0190a0b0-0000-7000-8000-000000000000")
    me = with_token("GET", "/api/v1/users/me", token)
    assert (me.status, me.body["id"], me.body["email"]) == (200, missed.username, EMAIL)
    assert with_token("GET", "/api/v1/users/me", token).status == 200
    assert calls_of(aws).operations().count("admin_get_user") == 1, "who is there is not asked about"


@pytest.mark.parametrize(
    "changes", [{"status": "UNCONFIRMED"}, {"is_enabled": False}, {"attributes": {"email_verified": "false"}}]
)
def test_who_has_not_shown_that_the_address_is_theirs_gets_no_account(
    aws: House, changes: dict[str, Any]
) -> None:
    missed = pool_of(aws).add(EMAIL, PASSWORD)
    missed.attributes |= changes.pop("attributes", {})
    for name, value in changes.items():
        setattr(missed, name, value)
    token = access_token(aws.key, missed.username, "0190a0b0-0000-7000-8000-000000000000")
    assert told(with_token("GET", "/api/v1/users/me", token)) == (401, "ACCOUNT_UNKNOWN")
    assert rows(aws) == []


def test_an_erased_person_whom_the_pool_still_has_neither_signs_in_nor_comes_back(aws: House) -> None:
    user_id = confirmed(aws).body["user_id"]
    with aws.database.connect() as db:
        db.execute(
            "update auth.users set email = 'erased-1@erased.invalid', status = 'deleted' where id = %s",
            (user_id,),
        )
    assert told(sign_in()) == (401, "CREDENTIALS_INVALID")
    token = access_token(aws.key, user_id, "0190a0b0-0000-7000-8000-000000000000")
    assert told(with_token("GET", "/api/v1/users/me", token)) == (401, "ACCOUNT_UNKNOWN")
    assert rows(aws) == [("erased-1@erased.invalid", True)]
    assert pool_of(aws).refresh_tokens == {}, "no sign-in is left at Cognito"


def test_an_address_that_the_pool_alone_knows_is_taken_by_its_owner_of_ours(aws: House) -> None:
    confirmed(aws)
    stray = pool_of(aws).add("stray@example.com", PASSWORD)
    stray.attributes["email"] = EMAIL.replace("maria", "maria2")
    with aws.database.connect() as db:
        db.execute("insert into auth.users (email) values (%s)", (stray.attributes["email"],))
    token = access_token(aws.key, stray.username, "0190a0b0-0000-7000-8000-000000000000")
    assert told(with_token("GET", "/api/v1/users/me", token)) == (409, "EMAIL_TAKEN")


def test_who_comes_from_elsewhere_is_found_by_the_id_of_their_account(aws: House) -> None:
    stranger = pool_of(aws).add(EMAIL, status="EXTERNAL_PROVIDER")
    pool_of(aws).people = {"Google_1": stranger}
    stranger.username = "Google_1"
    token = access_token(aws.key, stranger.attributes["sub"], "0190a0b0-0000-7000-8000-000000000000")
    assert with_token("GET", "/api/v1/users/me", token).body["email"] == EMAIL
    assert calls_of(aws).carried("list_users")["Filter"] == f'sub = "{stranger.attributes["sub"]}"'


def test_two_accounts_never_share_an_address_though_both_sign_up_at_once(
    aws: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = UserPool.ask

    def and_meanwhile(self: UserPool, operation: str, username: str, **given: object) -> dict[str, Any]:
        answer = real(self, operation, username, **given)
        if operation == "sign_up":
            with aws.database.connect() as db:
                db.execute("insert into auth.users (email) values (%s)", (EMAIL,))
        return answer

    monkeypatch.setattr(UserPool, "ask", and_meanwhile)
    assert told(sign_up()) == (409, "EMAIL_TAKEN")
    assert pool_of(aws).people == {}, "nobody waits in the pool who could never come in"
    assert rows(aws) == [(EMAIL, False)]
