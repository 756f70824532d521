"""ledger.weigh_entries: no statement makes or destroys money, and each entry is a whole step or none yet."""

from uuid import UUID, uuid4

import psycopg
import pytest

from tests.factories.ledger import balance, post
from tests.typing import Connection


@pytest.mark.parametrize(
    ("first", "second"), [(500, -499), (500, 500), (-1, -1)], ids=["makes one cent", "one-sided", "destroys"]
)
def test_entries_that_do_not_sum_to_zero_are_refused_at_commit(
    db: Connection, clearing: UUID, wallet: UUID, first: int, second: int
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.Error) as error, db.transaction():
        post(db, (wallet, first), (clearing, second))
    assert error.value.sqlstate == "IM003"
    assert error.value.diag.constraint_name == "ledger_transaction_sums_to_zero"
    assert balance(db, wallet) == 500


@pytest.mark.parametrize("step", [
    (None, 0, None), (None, None, 500), (None, 0, 500), (1, None, 500), (1, 0, None), (1, 0, 499), (1, None, None),
])  # fmt: skip
def test_an_entry_is_unfolded_or_a_whole_step(
    db: Connection, clearing: UUID, wallet: UUID, step: tuple[int | None, int | None, int | None]
) -> None:
    with pytest.raises(psycopg.errors.CheckViolation) as posted, db.transaction():
        db.execute(
            "insert into ledger.entries (transaction_id, account_id, amount, currency, account_version,"
            " balance_before, balance_after) select t.id, e.* from gen_random_uuid() as t (id), (values"
            " (%s::uuid, -500, 'usd', null::bigint, null::bigint, null::bigint), (%s, 500, 'usd', %s, %s, %s)) as e",
            (clearing, wallet, *step),
        )
    assert posted.value.diag.constraint_name == "ledger_entry_is_unfolded_or_a_step"


def test_a_fold_writes_whole_steps(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.errors.CheckViolation) as folded, db.transaction():
        db.execute(
            "update ledger.entries set account_version = 1, balance_before = 0, balance_after = -499"
            " where account_id = %s", (clearing,)
        )  # fmt: skip
    assert folded.value.diag.constraint_name == "ledger_entry_is_unfolded_or_a_step"


def test_one_broken_transaction_among_whole_ones_is_named(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    """All entries of the statement sum to zero, those of each transaction do not."""
    first, second = uuid4(), uuid4()
    values = ", ".join(["(%s::uuid, %s::uuid, %s::bigint, 'usd')"] * 4)
    with pytest.raises(psycopg.Error) as refused, db.transaction():
        db.execute(
            f"insert into ledger.entries (transaction_id, account_id, amount, currency) values {values}",
            (first, clearing, -5, first, wallet, 6, second, clearing, -5, second, wallet, 4),
        )
    assert (refused.value.sqlstate, refused.value.diag.constraint_name) == (
        "IM003", "ledger_transaction_sums_to_zero",
    )  # fmt: skip
    assert any(str(one) in (refused.value.diag.message_detail or "") for one in (first, second))
    assert db.execute("select from ledger.entries").fetchall() == []


def test_a_fold_that_moves_no_money_is_let_through(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    db.execute("select ledger.fold(%s)", (clearing,))
    steps = db.execute(
        "select account_id, balance_before, balance_after from ledger.entries order by amount"
    ).fetchall()
    assert steps == [(clearing, 0, -500), (wallet, 0, 500)]
