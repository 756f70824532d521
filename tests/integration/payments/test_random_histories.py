"""Random histories of money at Stripe, told in any order, twice, late or never, end with the books of Stripe's objects.

A history is its seed and its number; a failure names both, and that repeats it alone:
`HISTORY=<seed>:<number> .venv/bin/python -m pytest tests/integration/payments/test_random_histories.py`
"""

import ast
import os
import random
import secrets
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from common.adapters.payments import stub_store
from tests.conftest import Database
from tests.integration.payments import stripe_model
from tests.integration.payments.history_acts import deposit, pay
from tests.integration.payments.history_news import EVENT_TYPES
from tests.integration.payments.random_history import History
from tests.typing import Connection

HISTORIES = 200
STEPS = 40
PARTS = 4
SEED, _, ALONE = os.environ.get("HISTORY", "").partition(":")
SEED = SEED or secrets.token_hex(4)


@pytest.fixture
def db(database: Database) -> Iterator[Connection]:
    """The superuser's connection, for all histories."""
    with database.connect() as connection:
        yield connection


def begin(db: Connection, monkeypatch: pytest.MonkeyPatch, number: int) -> History:
    """The history of that number: its acts, its post, and the ids of Stripe's objects."""
    dice = random.Random(f"{SEED}:{number}")
    monkeypatch.setattr(stub_store, "uuid4", lambda: UUID(int=dice.getrandbits(128)))
    return History(db, dice, list(EVENT_TYPES[number::HISTORIES]))


def tables(db: Connection) -> set[str]:
    """Those that hold a row, or have held one."""
    rows = db.execute(
        "select c.oid::regclass::text from pg_class as c where c.relkind = 'r' and pg_relation_size(c.oid) > 0"
        " and c.relnamespace in ('public'::regnamespace, 'ledger'::regnamespace, 'auth'::regnamespace)"
    ).fetchall()
    return {name for (name,) in rows}


def forget(db: Connection, kept: set[str]) -> None:
    """Empty what a history has filled."""
    with db.transaction():
        db.execute("set local session_replication_role = replica")
        for table in tables(db) - kept:
            db.execute(f"delete from {table}".encode())


@pytest.mark.parametrize("part", range(PARTS))
def test_any_history_ends_with_the_books_of_stripes_objects(
    db: Connection, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    kept = tables(db)
    for number in [int(ALONE)] if ALONE else range(part, HISTORIES, PARTS):
        history = begin(db, monkeypatch, number)
        try:
            history.happen(STEPS)
            history.settle()
            history.prove()
        except BaseException as error:
            error.add_note(f"HISTORY={SEED}:{number} repeats it: {', '.join(history.acts)}")
            raise
        forget(db, kept)


def test_a_cent_that_the_books_have_and_stripe_has_not_is_found(db: Connection) -> None:
    """The counter-proof: a history that agrees does not any more."""
    history = History(db, random.Random(3), [])  # these dice pay
    history.scene.set_up()
    deposit(history.scene)
    pay(history.scene)
    history.settle()
    history.prove()
    (intent,) = stub_store.select_bodies("payment_intent", "status", "succeeded")
    stub_store.change(intent["id"], {"amount_received": intent["amount_received"] + 1})
    with pytest.raises(AssertionError, match="available"):
        history.prove()


def test_every_type_of_the_sdk_is_told() -> None:
    told = {kind for number in range(HISTORIES) for kind in EVENT_TYPES[number::HISTORIES]}
    assert told == set(EVENT_TYPES)
    assert {"charge.refunded", "v2.core.account.closed", "payout.paid", "invoice.paid"} <= told


def test_the_model_imports_nothing_of_what_it_judges() -> None:
    tree = ast.parse(Path(str(stripe_model.__file__)).read_text(encoding="utf-8"))
    roots = {node.module.partition(".")[0] for node in ast.walk(tree)
             if isinstance(node, ast.ImportFrom) and node.module}  # fmt: skip
    assert roots == {"collections", "dataclasses", "typing", "uuid", "tests"}
