"""ledger.refuse_nulls: what moves money is told how much, and whose (`test_null_arguments.py` calls every function)."""

from tests.database.sql_functions import Refusal, refusal
from tests.typing import Connection


def test_whatever_is_missing_is_refused_and_what_is_there_is_not(db: Connection) -> None:
    assert db.execute("select ledger.refuse_nulls(num_nulls('a', 0, false))").fetchone() is not None
    for missing in (1, 3):
        assert refusal(db, "ledger.refuse_nulls", missing) == Refusal("IM002")
