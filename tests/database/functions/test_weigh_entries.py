"""ledger.weigh_entries: no statement makes or destroys money, and each entry is a whole step or none yet."""

from uuid import UUID

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
    with pytest.raises(psycopg.Error) as error:
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
    with pytest.raises(psycopg.errors.CheckViolation) as posted:
        db.execute(
            "insert into ledger.entries (transaction_id, account_id, amount, currency, account_version,"
            " balance_before, balance_after) select t.id, e.* from gen_random_uuid() as t (id), (values"
            " (%s::uuid, -500, 'usd', null::bigint, null::bigint, null::bigint), (%s, 500, 'usd', %s, %s, %s)) as e",
            (clearing, wallet, *step),
        )
    assert posted.value.diag.constraint_name == "ledger_entry_is_unfolded_or_a_step"


def test_a_fold_writes_whole_steps(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.errors.CheckViolation) as folded:
        db.execute(
            "update ledger.entries set account_version = 1, balance_before = 0, balance_after = -499"
            " where account_id = %s", (clearing,)
        )  # fmt: skip
    assert folded.value.diag.constraint_name == "ledger_entry_is_unfolded_or_a_step"
