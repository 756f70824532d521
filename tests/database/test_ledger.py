"""The ledger holds its promises against anyone who writes SQL."""

from uuid import UUID

import psycopg
import pytest

from tests.factories.ledger import post
from tests.typing import Connection


@pytest.mark.parametrize("statement", [
    "update ledger.entries set amount = amount + 1",
    "update ledger.entries set created_at = now()",
    "update ledger.entries set account_version = 9 where account_version is not null",
    "delete from ledger.entries",
    "truncate ledger.entries cascade",
    "update ledger.transactions set kind = 'other'",
    "delete from ledger.transactions",
    "delete from ledger.accounts",
    "update ledger.accounts set currency = 'eur'",
])  # fmt: skip
def test_the_ledger_is_append_only_even_for_the_superuser(
    db: Connection, clearing: UUID, wallet: UUID, statement: str
) -> None:
    post(db, (clearing, -500), (wallet, 500))
    with pytest.raises(psycopg.Error) as error:
        db.execute(statement)
    assert error.value.sqlstate == "IG001"
