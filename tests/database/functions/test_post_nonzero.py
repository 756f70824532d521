"""ledger.post_nonzero: as ledger.post, without the accounts that do not move."""

from uuid import UUID

from tests.database.sql_functions import call, refusal
from tests.factories.ledger import account, balance, post
from tests.typing import Connection


def entries(db: Connection, transaction: UUID) -> dict[UUID, int]:
    """The amount on each account."""
    found = db.execute(
        "select account_id, amount from ledger.entries where transaction_id = %s", (transaction,)
    )
    return dict(found.fetchall())


def test_a_fee_of_nothing_leaves_no_entry(db: Connection, clearing: UUID, wallet: UUID) -> None:
    revenue = account(db, "platform_revenue")
    posted = call(db, "ledger.post_nonzero", "deposit", "k", [clearing, revenue, wallet], [-500, 0, 500])
    assert entries(db, posted) == {clearing: -500, wallet: 500}
    counted = db.execute(
        "select kind, entry_count from ledger.transactions where id = %s", (posted,)
    ).fetchone()
    assert counted == ("deposit", 2)


def test_where_all_accounts_move_all_have_an_entry(db: Connection, clearing: UUID, wallet: UUID) -> None:
    revenue = account(db, "platform_revenue")
    posted = call(db, "ledger.post_nonzero", "deposit", "k", [wallet, clearing, revenue], [450, -500, 50])
    assert entries(db, posted) == {clearing: -500, wallet: 450, revenue: 50}


def test_the_same_key_posts_once_and_never_anything_else(
    db: Connection, clearing: UUID, wallet: UUID
) -> None:
    revenue = account(db, "platform_revenue")
    arguments = ("deposit", "k", [clearing, revenue, wallet], [-500, 0, 500])
    first = call(db, "ledger.post_nonzero", *arguments)
    assert call(db, "ledger.post_nonzero", *arguments) == first
    assert balance(db, wallet) == 500
    other = refusal(db, "ledger.post_nonzero", "deposit", "k", [clearing, revenue, wallet], [-500, 1, 499])
    assert other.sqlstate == "IM004"


def test_a_short_account_refuses(db: Connection, clearing: UUID, wallet: UUID) -> None:
    post(db, (clearing, -500), (wallet, 500))
    refused = refusal(db, "ledger.post_nonzero", "refund", "k", [wallet, clearing], [-501, 501])
    assert (refused.sqlstate, refused.detail["available"]) == ("IM001", 500)
    assert balance(db, wallet) == 500


def test_where_nothing_moves_nothing_is_posted(db: Connection, clearing: UUID, wallet: UUID) -> None:
    before = db.execute("select count(*) from ledger.transactions").fetchone()
    refused = refusal(db, "ledger.post_nonzero", "refund", "k", [wallet, clearing], [0, 0])
    assert refused.sqlstate == "IM002", "a transaction has entries"
    assert db.execute("select count(*) from ledger.transactions").fetchone() == before
