"""app.stop_banned_agent: the ban of an agent reaches what is about to be sent."""

from uuid import UUID

from tests.database.paid_agents import assert_books_agree, claimed, earned, prepared
from tests.factories.commissions import owe
from tests.factories.money import Deal
from tests.typing import Connection


def test_a_ban_recalls_what_was_to_be_sent_and_earnings_go_alone(
    db: Connection, deal: Deal, both: UUID
) -> None:
    owe(db, both, 5_000)
    earned(db, deal, 9_000)
    prepared(db)
    db.execute("update agent_profiles set status = 'banned' where user_id = %s", (both,))
    assert claimed(db) == []
    assert prepared(db) == [(9_000, 0, "usd")]
    assert claimed(db) == [9_000]
    assert_books_agree(db)
