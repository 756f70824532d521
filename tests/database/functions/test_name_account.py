"""app.name_account: Stripe's answer meets the row that was written before it was asked."""

from uuid import UUID

import psycopg
import pytest

from tests.actors import acting_as
from tests.database.sql_functions import call
from tests.factories.people import make_user
from tests.typing import Connection


def named(db: Connection, user: UUID, account: str) -> UUID | None:
    row = db.execute("select (app.name_account(%s, %s)).id", (user, account)).fetchone()
    return row[0] if row else None


def test_the_row_that_waits_gets_the_id(db: Connection) -> None:
    creator = make_user(db)
    with acting_as(db, creator):
        begun = call(db, "app.begin_account", "DE")
    assert named(db, creator, "acct_1") == begun
    assert db.execute("select country, status, stripe_account_id from connected_accounts").fetchall() == [
        ("DE", "open", "acct_1")
    ]


def test_without_one_there_is_a_new_row_and_beside_an_open_one_none(db: Connection) -> None:
    creator = make_user(db)
    assert named(db, creator, "acct_1") is not None
    assert named(db, creator, "acct_2") is None
    assert db.execute("select stripe_account_id from connected_accounts").fetchall() == [("acct_1",)]


def test_another_creators_account_is_refused_by_the_constraint(db: Connection) -> None:
    named(db, make_user(db), "acct_1")
    other = make_user(db)
    with acting_as(db, other):
        call(db, "app.begin_account", "DE")
    with pytest.raises(psycopg.errors.UniqueViolation) as refused:
        named(db, other, "acct_1")
    assert refused.value.diag.constraint_name == "connected_account_belongs_to_one_creator"
