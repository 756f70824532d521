"""The worker by which the user pool follows our accounts; on a laptop there is nobody who has to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import boto3
import pytest
from moto import mock_aws

from common.adapters.identity import cognito_accounts, cognito_pool
from common.adapters.identity.port import AccountState
from common.settings import settings
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.logins import own_login
from user_management import edge, worker
from user_management.erasures import service as erasures
from user_management.identities import service as identities

EMAIL, NEW = "maria@example.com", "maria.new@example.com"


@pytest.fixture
def pool(monkeypatch: pytest.MonkeyPatch) -> Any:
    """A user pool that moto plays, and a stage that has it. moto is right about accounts; about sign-ins it is not."""
    with mock_aws():
        client = boto3.client("cognito-idp", region_name="us-east-1")
        made = client.create_user_pool(PoolName="users", UsernameAttributes=["email"])["UserPool"]["Id"]
        monkeypatch.setenv("STAGE", "dev")
        monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        monkeypatch.setenv("IDENTITY_POOL_ID", made)
        monkeypatch.setenv("IDENTITY_CLIENT_ID", "client")
        settings.cache_clear()
        cognito_pool.forget()
        yield Pool(client, made)
    monkeypatch.undo()
    settings.cache_clear()
    cognito_pool.forget()


class Pool:
    """What a test sees of the pool."""

    def __init__(self, client: Any, pool_id: str) -> None:
        self.client, self.pool_id = client, pool_id

    def add(self, email: str) -> UUID:
        """Somebody who is confirmed; their id."""
        given = [{"Name": "email", "Value": email}, {"Name": "email_verified", "Value": "true"}]
        user = self.client.admin_create_user(UserPoolId=self.pool_id, Username=email, UserAttributes=given)
        attributes = {one["Name"]: one["Value"] for one in user["User"]["Attributes"]}
        return UUID(attributes["sub"])

    def sees(self, user_id: UUID) -> tuple[str, bool] | None:
        """Address, and whether they may sign in; None where nobody is there."""
        try:
            user = self.client.admin_get_user(UserPoolId=self.pool_id, Username=str(user_id))
        except self.client.exceptions.UserNotFoundException:
            return None
        attributes = {one["Name"]: one["Value"] for one in user["UserAttributes"]}
        assert attributes["email_verified"] == "true"
        return attributes["email"], user["Enabled"]


def work() -> None:
    with own_login(worker.lambda_handler):
        assert worker.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}


def waiting(database: Database) -> list[tuple[str, str | None]]:
    """Messages that are not done: the account, and what went wrong."""
    with database.connect() as db:
        return db.execute(
            "select payload ->> 'user_id', last_error from outbox where topic = 'identity' and processed_at is null"
        ).fetchall()


def maria(database: Database, pool: Pool) -> UUID:
    user_id = pool.add(EMAIL)
    with database.connect() as db:
        make_user(db, user_id=user_id, email=EMAIL)
    return user_id


def set_status(database: Database, user_id: UUID, status: str) -> None:
    with database.connect() as db:
        db.execute("update auth.users set status = %s where id = %s", (status, user_id))


def test_a_ban_reaches_the_pool_and_so_does_its_end(database: Database, pool: Pool) -> None:
    user_id = maria(database, pool)
    for status, may in (("suspended", False), ("active", True), ("banned", False), ("active", True)):
        set_status(database, user_id, status)
        assert waiting(database) == [(str(user_id), None)]
        work()
        assert pool.sees(user_id) == (EMAIL, may)
        assert waiting(database) == []


def test_an_administrators_ban_wakes_the_worker(
    database: Database, admin: UUID, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(edge, "wake", woken.append)
    body = {"action": "ban-user", "user_id": str(creator), "reason": "spam"}
    assert send("POST", "/functions/v1/user-management", user=admin, body=body).status == 200
    role = {"action": "update-role", "user_id": str(creator), "role": "brand", "change": "grant"}
    assert send("POST", "/functions/v1/user-management", user=admin, body=role).status == 200
    assert woken == ["identities"]
    assert waiting(database) == [(str(creator), None)]


def test_an_erased_person_is_gone_from_the_pool_and_the_address_is_free(
    database: Database, pool: Pool
) -> None:
    user_id = maria(database, pool)
    with database.connect() as db:
        db.execute("insert into erasure_requests (user_id, due_at) values (%s, now())", (user_id,))
        now = db.execute("select now()").fetchone()
    assert now is not None
    with own_login(worker.lambda_handler):
        assert erasures.run_erasures(now[0])["done"] == 1
    assert pool.sees(user_id) == (EMAIL, True), "not before the commit"
    work()
    assert pool.sees(user_id) is None
    assert pool.add(EMAIL) != user_id
    with database.connect() as db:
        row = db.execute("select payload from outbox where topic = 'identity'").fetchone()
    assert row == ({"user_id": str(user_id)},), "no address rests in the message"


def test_a_new_address_reaches_the_pool_verified(database: Database, pool: Pool) -> None:
    user_id = maria(database, pool)
    with database.connect() as db:
        db.execute("select app.change_email(%s, %s)", (user_id, NEW))
    work()
    assert pool.sees(user_id) == (NEW, True)


def test_twice_late_and_in_any_order_is_as_once(database: Database, pool: Pool) -> None:
    user_id = maria(database, pool)
    for status in ("banned", "active", "suspended"):
        set_status(database, user_id, status)
    work()
    assert pool.sees(user_id) == (EMAIL, False), "as it is now, whatever a message was written for"
    with database.connect() as db:
        db.execute("update outbox set processed_at = null, available_at = now() where topic = 'identity'")
    work()
    assert pool.sees(user_id) == (EMAIL, False)


def test_who_is_not_in_the_pool_is_no_failure(database: Database, pool: Pool) -> None:
    with database.connect() as db:
        user_id = make_user(db, email=EMAIL)
        gone = uuid4()
        db.execute(
            "insert into outbox (topic, payload) values ('identity', jsonb_build_object('user_id', %s::uuid))",
            (gone,),
        )
    for status in ("banned", "deleted"):
        set_status(database, user_id, status)
        work()
    assert waiting(database) == []


def test_an_address_that_another_user_of_the_pool_has_waits_with_its_reason_and_stops_nobody(
    database: Database, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = maria(database, pool)
    other = pool.add("other@example.com")
    with database.connect() as db:
        make_user(db, user_id=other, email="other@example.com")
        db.execute("select app.change_email(%s, %s)", (user_id, NEW))
    set_status(database, other, "banned")
    real = cognito_pool.UserPool.order

    def refuse(self: cognito_pool.UserPool, operation: str, username: str, **given: Any) -> dict[str, Any]:
        if operation == "admin_update_user_attributes":
            raise cognito_pool.PoolRefusal("AliasExistsException", "taken")
        return real(self, operation, username, **given)

    monkeypatch.setattr(cognito_pool.UserPool, "order", refuse)
    work()
    ((waits, error),) = waiting(database)
    assert (waits, str(error).partition(":")[0]) == (str(user_id), "PoolRefusal")
    assert pool.sees(other) == ("other@example.com", False)


def test_an_account_that_changes_while_it_is_followed_is_followed_again(
    database: Database, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    user_id = maria(database, pool)
    set_status(database, user_id, "banned")

    def let_in_by_another_worker() -> None:
        set_status(database, user_id, "active")
        with database.connect() as db:  # whoever took that message was faster than this one
            db.execute("update outbox set processed_at = now() where topic = 'identity' and attempts = 0")

    _let_in_during(monkeypatch, let_in_by_another_worker)
    work()
    assert pool.sees(user_id) == (EMAIL, True)


def _let_in_during(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """`act` happens after the pool was asked the first time, and before it has been told."""
    real, acts = cognito_accounts.follow, [act]

    def follow(pool: cognito_pool.UserPool, user_id: UUID, state: AccountState) -> None:
        if acts:
            acts.pop()()
        real(pool, user_id, state)

    monkeypatch.setattr(cognito_accounts, "follow", follow)


def test_what_never_rests_is_tried_again_later(database: Database, pool: Pool, monkeypatch: Any) -> None:
    user_id = maria(database, pool)
    states = iter(["banned", "active"] * 10)
    set_status(database, user_id, "suspended")
    monkeypatch.setattr(
        identities,
        "_state_of",
        lambda _: AccountState(email=EMAIL, status=next(states)),  # type: ignore[arg-type]
    )
    work()
    assert "AccountKeepsChanging" in str(waiting(database)[0][1])


def test_on_a_laptop_the_message_is_done_and_nobody_is_asked(database: Database, creator: UUID) -> None:
    set_status(database, creator, "banned")
    work()
    assert waiting(database) == []
