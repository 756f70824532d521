"""What a dry run says is what a backfill then grants, whatever people did and whatever is counted."""

from datetime import UTC, datetime, timedelta
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from psycopg.rows import class_row

from common.database import Transaction
from common.identity import ANONYMOUS
from rewards.reward_dry_runs import service
from rewards.reward_dry_runs.models import NewDryRun
from tests.actors import acting_as
from tests.conftest import Database
from tests.database.backfilling import apply_all, draft, go_live, replay
from tests.factories.deals import value
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement, make_award, make_program, record_fact, unlock
from tests.typing import Connection

PRICE = {"what": "sum", "field": "price"}
EUROS = {"where": [{"field": "currency", "op": "eq", "value": "eur"}]}
DEFINITIONS: list[dict[str, Any]] = [
    {"on": "submission.approved", "window": "campaign", "levels": [1, 2]},
    {"levels": [1, 4], "who": "creator", "where": [{"field": "price", "op": "gte", "value": 50}]},
    EUROS | {"count": PRICE, "window": "day", "time_zone": "Pacific/Kiritimati", "levels": [90, 250]},
    {
        "count": {"what": "distinct", "field": "platform"},
        "window": "month",
        "time_zone": "UTC",
        "levels": [2, 3],
    },
    {"window": "week", "levels": [1, 2], "requires": ["first-steps"]},
    {"levels": [1, 2], "cooldown": "P2D"},
    EUROS | {"count": PRICE, "levels": [100, 220], "cooldown": "PT30H", "per_subject_max": 3},
    EUROS | {"count": PRICE, "window": "rolling:3d", "levels": [150, 300]},
    EUROS | {"count": PRICE, "window": "rolling:5d", "levels": [150], "cooldown": "P3D"},
    {"count": {"what": "streak_days"}, "levels": [2, 3, 5]},
    {"count": {"what": "streak_days"}, "levels": [2], "cooldown": "P1D"},
    {"count": {"what": "streak_days"}, "window": "month", "levels": [2, 3]},
    {"window": "week", "levels": [2, 3], "per_subject_max": 2},
    {"audience": {"roles": ["brand"]}},
]
BEGIN = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=60)
deeds = st.lists(
    st.tuples(
        st.integers(0, 1), st.integers(0, 240), st.integers(-20, 120), st.sampled_from(["creator", "creator", "brand"]),
        st.sampled_from(["tiktok", "youtube", "instagram"]), st.sampled_from([None, "one", "two"]),
        st.sampled_from(["a", "b", "c"]), st.integers(0, 5),
    ),
    min_size=3, max_size=25,
)  # fmt: skip


class Carrier:
    """Statements of a service in the test's own transaction, which is taken back."""

    def __init__(self, db: Connection) -> None:
        self.db = db

    def all(self, row: type[Any], query: Any, parameters: Any) -> list[Any]:
        with self.db.cursor(row_factory=class_row(row)) as cursor:
            return cursor.execute(query, parameters).fetchall()

    def first(self, row: type[Any], query: Any, parameters: Any) -> Any:
        return next(iter(self.all(row, query, parameters)), None)


def do(db: Connection, people: list[Any], deed: tuple[Any, ...], on: str) -> None:
    person, hour, price, role, platform, campaign, reference, turn = deed
    data: dict[str, Any] = {"role": role, "platform": platform}
    if on == "deal.released":
        data |= {"price": price, "currency": "eur"}
    elif campaign:
        data |= {"campaign_id": campaign}
    kind = on + ".reversed" * (turn == 0)
    record_fact(db, people[person], kind, at=BEGIN + timedelta(hours=hour), reference=reference, **data)


@pytest.mark.parametrize("definition", DEFINITIONS, ids=str)
@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)
@given(given_deeds=deeds, unlocks=st.booleans(), has=st.booleans())
def test_it_says_what_the_backfill_grants(
    database: Database, definition: dict[str, Any], given_deeds: Any, *, unlocks: bool, has: bool
) -> None:
    with database.connect() as db, db.transaction(force_rollback=True):
        people, boss = [make_user(db), make_user(db, "brand")], make_user(db, "admin")
        make_achievement(db)
        trigger = draft(db, make_program(db), definition=definition)
        for deed in given_deeds:
            do(db, people, deed, definition.get("on", "deal.released"))
        if unlocks:
            unlock(db, people[0], "first-steps")
        if has:
            rounds = "cooldown" in definition
            make_award(db, trigger, people[0], level=max(definition.get("levels", [1])), version=1,
                       period_key="1" if rounds else "all", granted_at=BEGIN - timedelta(days=100))  # fmt: skip
        apply_all(db)
        with acting_as(db, boss):
            said = service.run(Transaction(cast("Any", Carrier(db)), ANONYMOUS), trigger, NewDryRun())
        before = value(db, "select count(*) from reward_awards")
        go_live(db, trigger)
        replay(db, trigger, 10)
        rows = db.execute(
            "select level, count(*)::integer from reward_awards where cause_fact_id is not null group by 1"
        )
        assert {one.level: one.awards for one in said.levels if one.awards} == dict(rows.fetchall())
        assert said.awards == value(db, "select count(*) from reward_awards") - before
        assert said.points == said.awards * 10
        got = value(db, "select count(distinct user_id) from reward_awards where cause_fact_id is not null")
        assert said.people == got
