"""ledger.reverse: the opposite of a transaction, once."""

from uuid import UUID

import psycopg
import pytest

from tests.factories.ledger import balance, post
from tests.typing import Connection


def test_a_reversal_happens_once(db: Connection, clearing: UUID, wallet: UUID) -> None:
    original = post(db, (clearing, -500), (wallet, 500))
    for _ in range(2):
        db.execute("select ledger.reverse(%s)", (original,))
    assert balance(db, wallet) == 0
    with pytest.raises(psycopg.errors.UniqueViolation, match="ledger_transaction_is_reversed_once"):
        db.execute("select ledger.reverse(%s, 'again')", (original,))
