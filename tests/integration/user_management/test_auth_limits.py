"""How often somebody signs up or in, refreshes and asks for codes: per account, family of tokens and address."""

import hashlib
import secrets

import pytest

from common.adapters.identity import rows as local_rows
from common.database import transaction
from common.identity import SERVICE
from tests.conftest import Database
from tests.factories.accounts import EMAIL, PASSWORD, post, sign_in, sign_up
from tests.factories.events import Answer, call, http_event
from tests.factories.limits import limit, limit_in_general
from tests.factories.people import make_user
from tests.factories.supabase import gotrue
from tests.factories.supabase import token as grant
from user_management import api
from user_management.supabase_auth.links import token_of

pytestmark = pytest.mark.usefixtures("provider")
LIMITED = (429, "RATE_LIMITED")


def told(answer: Answer) -> tuple[int, str | None]:
    return answer.status, answer.body.get("code") if isinstance(answer.body, dict) else None


def test_one_account_from_one_address_is_tried_so_often_and_from_another_again(database: Database) -> None:
    sign_up()
    limit(database, "sign_in", 2, "account")
    assert [sign_in().status for _ in range(3)] == [200, 200, 429]
    assert told(post("sign-in", email="other@example.com", password="wrong")) == (401, "CREDENTIALS_INVALID")
    body = {"email": EMAIL, "password": PASSWORD}
    event = http_event("POST", "/api/v1/auth/sign-in", body=body, address="198.51.100.7")
    assert call(api.lambda_handler, event).status == 200


def test_one_address_tries_many_accounts_only_so_often(database: Database) -> None:
    limit(database, "sign_in", 3, "address")
    answers = [told(post("sign-in", email=f"{n}@example.com", password="wrong")) for n in range(4)]
    assert answers == [(401, "CREDENTIALS_INVALID")] * 3 + [LIMITED]


def test_a_token_beside_a_password_finds_no_wider_limit(database: Database) -> None:
    """Refreshing has the larger one: whoever tries passwords must not get it by naming a token that there is not."""
    sign_up()
    for n in range(3):
        tried = grant("password", email=EMAIL, password=PASSWORD, refresh_token=f"made-up-{n}")
        assert told(tried) == (400, "validation_failed")
    with database.connect() as db:
        assert db.execute("select count(*) from rate_buckets where key like 'refresh|%'").fetchone() == (0,)


def test_the_code_of_a_link_is_tried_as_often_as_any_however_its_address_is_written(
    database: Database,
) -> None:
    sign_up()
    limit(database, "code", 2, "account")
    spellings = (EMAIL, EMAIL.upper(), EMAIL.title())
    tokens = [{"type": "recovery", "token_hash": token_of(email, "WRONG")} for email in spellings]
    answers = [gotrue("POST", "verify", sent).status for sent in tokens]
    assert answers == [403, 403, 429]
    beside = gotrue("POST", "verify", tokens[0] | {"email": "other@example.com"})
    assert told(beside) == (400, "validation_failed"), "nor is another one counted in its place"


def test_a_limit_tells_nothing_about_accounts(database: Database) -> None:
    """Known and unknown addresses are refused after as many tries, with the same words."""
    sign_up()
    limit(database, "code", 2, "account")
    answers = []
    for email in (EMAIL, "nobody@example.com"):
        said = [post("forgot-password", email=email) for _ in range(3)]
        answers.append([(answer.status, {**answer.body, "request_id": ""}) for answer in said])
    assert answers[0] == answers[1]
    assert [status for status, _ in answers[0]] == [202, 202, 429]


def test_a_familys_tokens_are_refreshed_so_often_and_anothers_still(database: Database) -> None:
    sign_up()
    limit(database, "refresh", 2, "family")
    token, other = (sign_in().body["refresh_token"] for _ in range(2))
    for _ in range(2):
        token = post("refresh", refresh_token=token).body["refresh_token"]
    assert told(post("refresh", refresh_token=token)) == LIMITED
    assert post("refresh", refresh_token=other).status == 200


def test_an_office_of_fifty_behind_one_address_refreshes_all_day(database: Database) -> None:
    """Four times an hour each, all at once, through the door of supabase-js; one token family more has no less."""
    with transaction(SERVICE) as tx, database.connect() as db:
        tokens = {}
        for user in [make_user(db, "creator") for _ in range(50)]:
            tokens[user] = secrets.token_urlsafe(32)
            token_hash = hashlib.sha256(tokens[user].encode()).digest()
            local_rows.store_token(tx, local_rows.open_family(tx, user), token_hash, 7)
    for _ in range(4):
        for user, token in tokens.items():
            answer = grant("refresh_token", refresh_token=token)
            assert answer.status == 200, answer.body
            tokens[user] = answer.body["refresh_token"]
    with database.connect() as db:
        counted = db.execute("select count(*) from rate_buckets where key like 'refresh|family|%'").fetchone()
    assert counted == (50,), "each by the family of its tokens"


def test_sign_up_is_counted_by_address(database: Database) -> None:
    limit(database, "sign_up", 1)
    assert sign_up().status == 201
    assert told(sign_up(email="second@example.com")) == LIMITED
    with database.connect() as db:
        assert db.execute("select email from auth.users").fetchall() == [(EMAIL,)]


def test_an_office_signs_in_and_out_and_takes_nothing_of_what_its_address_may_ask_for(
    database: Database,
) -> None:
    limit_in_general(database, 1, "anonymous")
    sign_up()
    answers = [sign_in() for _ in range(3)]
    assert [answer.status for answer in answers] == [200, 200, 200]
    assert answers[0].headers["ratelimit"].startswith('"sign_in";r=')
    left = [post("sign-out", refresh_token=answer.body["refresh_token"]) for answer in answers]
    assert [answer.status for answer in left] == [204, 204, 204]
    with database.connect() as db:
        assert db.execute("select count(*) from rate_buckets where key like 'request|%'").fetchone() == (0,)
