"""Sign-up, sign-in, refresh: the laptop's identity provider behind the real routes."""

import threading
from datetime import timedelta
from functools import partial
from typing import Any

import jwt
import psycopg
import pytest

from common.access_tokens import ACCESS_TOKEN_SECONDS
from infra.topology import TOPOLOGY
from local.identity import ISSUER, WEB_CLIENT_ID, IdentityKey
from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.counted import counted
from tests.factories.accounts import EMAIL, post, sign_in, sign_up

pytestmark = pytest.mark.usefixtures("provider")


def test_a_brand_signs_up_and_everything_that_belongs_to_it_is_there(database: Database) -> None:
    answer = sign_up()
    assert answer.status == 201
    assert answer.body == {
        "user_id": answer.body["user_id"], "email": EMAIL, "role": "brand", "confirmed": True,
    }  # fmt: skip
    with database.connect() as db:
        row = db.execute(
            "select p.full_name, r.role, b.name, br.role from user_profiles p"
            " join user_roles r on r.user_id = p.id join brand_memberships m on m.user_id = p.id"
            " join brand_profiles b on b.id = m.brand_id join brand_user_roles br on br.user_id = p.id"
            " where p.id = %s", (answer.body["user_id"],)
        ).fetchone()  # fmt: skip
    assert row == ("Maria Müller 🎉", "brand", "Maria Müller 🎉", "brand_admin")


def test_an_agent_signs_up_and_has_a_profile_and_a_wallet(database: Database) -> None:
    answer = sign_up(role="agent")
    assert (answer.status, answer.body["role"]) == (201, "agent")
    with database.connect() as db:
        row = db.execute(
            "select array(select role from user_roles), a.display_name, a.tier, a.status, w.currency"
            " from agent_profiles as a join wallets as w using (user_id) where a.user_id = %s",
            (answer.body["user_id"],),
        ).fetchone()
    assert row == (["agent"], "Maria Müller 🎉", "bronze", "active", "usd")


def test_a_sign_in_gives_an_access_token_that_the_gateway_accepts(key: IdentityKey) -> None:
    user_id = sign_up().body["user_id"]
    answer = sign_in()
    assert answer.status == 200
    assert (answer.body["token_type"], answer.body["expires_in"]) == ("Bearer", ACCESS_TOKEN_SECONDS)
    token = answer.body["access_token"]
    assert jwt.get_unverified_header(token)["kid"] == key.key_id
    claims = jwt.decode(token, key.public, algorithms=["RS256"], issuer=ISSUER)
    assert (claims["sub"], claims["token_use"], claims["client_id"]) == (user_id, "access", WEB_CLIENT_ID)
    assert claims["exp"] - claims["iat"] == ACCESS_TOKEN_SECONDS


def test_sign_ups_and_sign_ins_are_counted_by_how_they_end(capsys: pytest.CaptureFixture[str]) -> None:
    sign_up()
    assert counted(capsys) == {"sign_ups": 1}
    assert sign_up().status == 409
    assert counted(capsys) == {}
    sign_in()
    sign_in(password="wrong-horse-battery")
    assert counted(capsys) == {"sign_ins": 1, "sign_ins_refused": 1}


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "admin"}, {"role": ""}, {"email": "no address"}, {"email": "a@b"}, {"email": ""},
        {"full_name": " "}, {"full_name": "x" * 201}, {"full_name": "NUL \x00"}, {"is_admin": True},
        {"password": "short"}, {"password": "x" * 129}, {"password": "x" * 2_000}, {"password": EMAIL},
        {"password": "aaaaaaaaaaaa"}, {"password": "Abababababab"}, {"password": "1234" * 5},
        {"password": "123456789012"}, {"password": "9876543210987"}, {"password": "QwertyUiopAsdf"},
        {"password": "elevenchars"}, {"password": EMAIL.upper()}, {"password": None}, {"email": ["a@example.com"]},
    ],
)  # fmt: skip
def test_a_malformed_sign_up_is_422_and_leaves_nothing(database: Database, changes: dict[str, Any]) -> None:
    answer = sign_up(**changes)
    assert answer.status == 422
    if "password" in changes and str(changes["password"]).lower() != EMAIL:
        assert f"'{changes['password']}'" not in str(answer.body), "what may be a password is not echoed"
    with database.connect() as db:
        assert db.execute("select count(*) from auth.users").fetchone() == (0,)


@pytest.mark.parametrize("email", [EMAIL, "MARIA@example.com", "Maria@EXAMPLE.com"])
def test_an_address_is_taken_in_every_spelling(email: str) -> None:
    sign_up()
    answer = sign_up(email=email)
    assert (answer.status, answer.body["code"]) == (409, "EMAIL_TAKEN")
    assert sign_in(email).status == 200


def test_two_sign_ups_at_once_make_one_account(database: Database) -> None:
    statuses: list[bool] = []

    def try_once() -> None:
        with database.connect("api_login", autocommit=False) as db:
            db.execute('select app.begin_request(\'{"role": "service"}\')')
            try:
                db.execute("insert into auth.users (email) values (%s)", (EMAIL,))
                db.commit()
                statuses.append(True)
            except psycopg.errors.UniqueViolation:
                statuses.append(False)

    threads = [threading.Thread(target=try_once) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(statuses) == [False, False, False, True]


def test_a_wrong_password_and_an_unknown_address_get_the_same_answer() -> None:
    sign_up()
    wrong, unknown = sign_in(password="not-the-password"), sign_in("nobody@example.com")
    assert (wrong.status, wrong.body["code"]) == (401, "CREDENTIALS_INVALID")
    assert {**wrong.body, "request_id": ""} == {**unknown.body, "request_id": ""}


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.com"])
def test_too_many_wrong_passwords_lock_an_address_for_a_while_known_or_not(
    database: Database, email: str
) -> None:
    sign_up()
    for _ in range(10):
        assert sign_in(email, password="not-the-password").status == 401
    locked = sign_in(email.upper())
    assert (locked.status, locked.body["code"], locked.headers["retry-after"]) == (
        429, "ACCOUNT_LOCKED", "900",
    )  # fmt: skip
    assert sign_in("somebody-else@example.com").status == 401
    with database.connect() as db:
        db.execute("update local_identity.sign_in_attempts set locked_until = now() - interval '1 second'")
    assert sign_in(email).status == (200 if email == EMAIL else 401)


def test_attempts_of_one_moment_share_no_attempt_and_take_no_lock_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sign_up()
    wrong = partial(sign_in, password="not-the-password")
    answers = call_at_once(monkeypatch, [wrong] * 16)
    assert sorted(answer.status for answer in answers) == [401] * 10 + [429] * 6
    assert sign_in().body["code"] == "ACCOUNT_LOCKED"


def test_nine_wrong_passwords_are_forgiven_by_the_right_one() -> None:
    sign_up()
    for _ in range(2):
        for _ in range(9):
            assert sign_in(password="not-the-password").status == 401
        assert sign_in().status == 200


def test_the_right_password_gives_attempts_back_also_to_who_may_not_come_in(database: Database) -> None:
    sign_up()
    with database.connect() as db:
        db.execute("update auth.users set confirmed_at = null")
        for _ in range(11):
            assert sign_in().body["code"] == "ACCOUNT_UNCONFIRMED"
        db.execute("update auth.users set confirmed_at = now(), status = 'suspended'")
        for _ in range(11):
            assert sign_in().body["code"] == "ACCOUNT_SUSPENDED"


@pytest.mark.parametrize(
    ("status", "code"), [("suspended", "ACCOUNT_SUSPENDED"), ("banned", "ACCOUNT_BANNED")]
)
def test_a_barred_account_gets_no_tokens(database: Database, status: str, code: str) -> None:
    sign_up()
    refresh_token = sign_in().body["refresh_token"]
    with database.connect() as db:
        db.execute("update auth.users set status = %s", (status,))
    assert (sign_in().status, sign_in().body["code"]) == (403, code)
    assert post("refresh", refresh_token=refresh_token).body["code"] == "REFRESH_TOKEN_INVALID"
    assert sign_in(password="not-the-password").body["code"] == "CREDENTIALS_INVALID", (
        "strangers learn nothing"
    )


def test_a_refresh_replaces_the_token() -> None:
    sign_up()
    first = sign_in().body["refresh_token"]
    second = post("refresh", refresh_token=first)
    assert second.status == 200
    assert second.body["refresh_token"] != first
    assert post("refresh", refresh_token=second.body["refresh_token"]).status == 200


def test_a_refresh_token_that_comes_twice_ends_the_sign_in() -> None:
    sign_up()
    other_device = sign_in().body["refresh_token"]
    first = sign_in().body["refresh_token"]
    second = post("refresh", refresh_token=first).body["refresh_token"]
    for token in (first, second):
        answer = post("refresh", refresh_token=token)
        assert (answer.status, answer.body["code"]) == (401, "REFRESH_TOKEN_INVALID")
    assert post("refresh", refresh_token=other_device).status == 200


@pytest.mark.parametrize("token", ["unknown", "ä", "\ud800", "x" * 4_096])
def test_an_unknown_refresh_token_is_refused(token: str) -> None:
    assert post("refresh", refresh_token=token).status in (401, 422)


def test_a_refresh_token_lives_as_long_as_cognitos(database: Database) -> None:
    sign_up()
    sign_in()
    with database.connect() as db:
        row = db.execute("select expires_at - created_at from local_identity.refresh_tokens").fetchone()
    assert row == (timedelta(days=TOPOLOGY.sign_in.refresh_token_days),)


def test_who_chooses_a_short_password_learns_how_long_it_may_be() -> None:
    refused = sign_up(password="short")
    assert (refused.body["code"], refused.body["details"]) == (
        "PASSWORD_REFUSED", [{"shortest": TOPOLOGY.sign_in.shortest_password, "longest": 128}],
    )  # fmt: skip
    assert sign_up(password="correct-horse-battery").status == 201


def test_an_expired_refresh_token_is_refused(database: Database) -> None:
    sign_up()
    token = sign_in().body["refresh_token"]
    with database.connect() as db:
        db.execute("update local_identity.refresh_tokens set expires_at = now()")
    assert post("refresh", refresh_token=token).status == 401


def test_no_person_reads_credentials(database: Database) -> None:
    user_id = sign_up().body["user_id"]
    with database.connect("api_login", autocommit=False) as db:
        db.execute("select app.begin_request(jsonb_build_object('sub', %s::text))", (user_id,))
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            db.execute("select * from local_identity.credentials")


def test_in_the_cloud_nobody_signs_in_here(monkeypatch: pytest.MonkeyPatch) -> None:
    from common.settings import settings

    monkeypatch.setenv("STAGE", "prod")
    settings.cache_clear()
    try:
        assert (sign_in().status, sign_in().body["code"]) == (503, "NOT_CONFIGURED")
    finally:
        monkeypatch.undo()
        settings.cache_clear()
