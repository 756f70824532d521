"""What is told of a fact that there is not is what the engine makes of it once there is."""

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.deals import value
from tests.factories.people import make_user
from tests.factories.rewards import make_program, make_trigger, record_fact

FACTS = st.lists(
    st.tuples(st.integers(0, 6), st.sampled_from("abc"), st.integers(-5, 50)), min_size=1, max_size=6
)
SPECS: list[dict[str, Any]] = [
    {"count": {"what": what, "field": field}, "window": window}
    for what, field in [
        ("events", None),
        ("sum", "followers"),
        ("distinct", "platform"),
        ("streak_days", None),
    ]
    for window in ("lifetime", "week", "rolling:3d")
    if not (window == "rolling:3d" and what in {"distinct", "streak_days"})
]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(facts=FACTS, spec=st.sampled_from(SPECS), zone=st.sampled_from(["UTC", "Pacific/Kiritimati"]))
def test_a_test_says_what_the_engine_then_does(
    shared_database: Database, facts: list[tuple[int, str, int]], spec: dict[str, Any], zone: str
) -> None:
    """The same facts, each told first and then counted: levels and counters are as they were told."""
    with shared_database.connect(autocommit=False) as db:
        boss, person = make_user(db, "admin"), make_user(db)
        said = spec | {"time_zone": zone, "levels": [1, 2, 3, 20, 60]}
        trigger = make_trigger(db, make_program(db), on="social.connected", definition=said)
        for n, (day, platform, followers) in enumerate(facts):
            at = value(db, "select date_trunc('day', now()) - make_interval(days => %s, hours => 3)", day)
            data: dict[str, Any] = {"platform": platform, "followers": followers}
            pasted = Jsonb({"type": "social.connected", "at": at.isoformat(), "data": data})
            with acting_as(db, boss):
                told = value(db, "select app.try_reward_trigger(%s, 1, %s, %s)", trigger, pasted, person)
            before = value(db, "select count(*) from reward_awards where user_id = %s", person)
            fact = record_fact(db, person, "social.connected", at=at, reference=str(n), **data)
            db.execute("select app.apply_fact(%s, %s)", (fact, at))
            granted = value(
                db,
                "select array_agg(level order by level) from reward_awards where user_id = %s and cause_fact_id = %s",
                person, fact,
            )  # fmt: skip
            assert told["counts"]
            assert told["levels"] == (granted or []), (n, told)
            assert before + len(told["levels"]) == value(
                db, "select count(*) from reward_awards where user_id = %s", person
            )
        db.rollback()
