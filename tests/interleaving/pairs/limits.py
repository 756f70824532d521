"""What is left of a limit is taken once."""

from common.database import transaction
from common.identity import Actor
from common.limits import RateClass, Take, due
from tests.factories.people import make_user
from tests.interleaving.acting import value
from tests.interleaving.exploring import Calls, Connection, Outcomes


def the_last_of_a_limit_is_taken_twice(db: Connection) -> Calls:
    db.execute("update rate_classes set rate = 1, burst = 1 where key = 'export'")
    actor = Actor("user", make_user(db))

    def ask() -> None:
        with due(Take(actor, RateClass.EXPORT)), transaction(actor) as tx:
            tx.fetch_value("select 1")

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == ["RATE_LIMITED", "ok"]
        assert (
            value(db, "select count(*) from rate_buckets where key = %s", f"export|person|u:{actor.user_id}")
            == 1
        )

    return Calls(ask, ask, check)
