"""Facts one to five times, in any order, while workers are killed: counters and awards are those of the model."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.conftest import Database
from tests.factories.people import make_user
from tests.factories.rewards import (
    make_achievement,
    make_program,
    make_trigger,
    record_fact,
    unlock,
)
from tests.reward_model import Fact, Model
from tests.typing import Connection

ACHIEVEMENT = "they-have-it"
EVENTS, PRICE = {"what": "events"}, {"what": "sum", "field": "price"}
IN_EUROS = [{"field": "currency", "op": "eq", "value": "eur"}]
TRIGGERS: dict[str, dict[str, Any]] = {
    "campaigns": {"count": EVENTS, "window": "campaign", "levels": [2]},
    "creators": {
        "count": EVENTS, "window": "lifetime", "levels": [1, 4], "who": "creator",
        "where": [{"field": "price", "op": "gte", "value": 50}],
    },
    "days": {
        "count": PRICE, "where": IN_EUROS, "window": "day", "time_zone": "Pacific/Kiritimati", "levels": [90, 250],
    },
    "lifetime": {"count": EVENTS, "window": "lifetime", "levels": [1, 3, 5, 20]},
    "months": {
        "count": {"what": "distinct", "field": "platform"}, "window": "month", "time_zone": "UTC", "levels": [2, 3],
    },
    "requiring": {"count": EVENTS, "window": "week", "levels": [1, 2], "requires": [ACHIEVEMENT]},
    "rested": {"count": EVENTS, "window": "lifetime", "levels": [1, 2], "cooldown": "P2D"},
    "rolling": {"count": PRICE, "where": IN_EUROS, "window": "rolling:3d", "levels": [150, 300]},
    "rolling-rested": {
        "count": PRICE, "where": IN_EUROS, "window": "rolling:5d", "levels": [150], "cooldown": "P3D",
    },
    "streaks": {"count": {"what": "streak_days"}, "window": "lifetime", "levels": [2, 3, 5]},
    "weeks": {"count": EVENTS, "window": "week", "levels": [2, 3], "per_subject_max": 2},
}  # fmt: skip
ZONES = ("Pacific/Honolulu", "Europe/Berlin")
BEGIN = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(days=60)

facts = st.builds(
    Fact,
    person=st.integers(0, 1),
    at=st.integers(0, 240).map(lambda hour: BEGIN + timedelta(hours=hour)),
    data=st.fixed_dictionaries(
        {"price": st.integers(0, 120), "role": st.sampled_from(["creator", "creator", "brand"]),
         "platform": st.sampled_from(["tiktok", "youtube", "instagram"]),
         "currency": st.sampled_from(["eur", "eur", "usd"])},
        optional={"campaign_id": st.sampled_from(["one", "two"])},
    ),
    reference=st.sampled_from(["a", "b", "c", "d"]),
    reverses=st.integers(0, 3).map(lambda pick: pick == 0),
)  # fmt: skip
steps = st.tuples(st.integers(0, 10**6), st.sampled_from(["apply", "apply", "apply", "die", "unlock"]))


class System:
    """The same facts and triggers in the database."""

    def __init__(self, db: Connection, given: list[Fact]) -> None:
        self.db = db
        # Rolled back: no type of ours has a price and a campaign.
        db.execute(
            "update fact_types set text_fields = text_fields || '{campaign_id}' where key = 'deal.released'"
        )
        program = make_program(db)
        make_achievement(db, ACHIEVEMENT)
        self.people = [make_user(db) for _ in ZONES]
        for person, zone in zip(self.people, ZONES, strict=True):
            db.execute("update user_profiles set time_zone = %s where id = %s", (zone, person))
        self.triggers = {
            make_trigger(db, program, key=key, definition=definition): key
            for key, definition in TRIGGERS.items()
        }
        self.facts = [
            record_fact(
                db, self.people[fact.person], "deal.released" + ".reversed" * fact.reverses,
                at=fact.at, reference=fact.reference, **fact.data,
            )
            for fact in given
        ]  # fmt: skip

    def apply(self, place: int) -> None:
        self.db.execute("select app.apply_fact(id, at) from reward_facts where id = %s", (self.facts[place],))

    def counters(self) -> dict[tuple[str, int, str], int]:
        rows = self.db.execute(
            "select trigger_id, user_id, period_key, value from reward_counters where trigger_id = any(%s)",
            (list(self.triggers),),
        )
        return {(self.triggers[t], self._number(u), period): value for t, u, period, value in rows}

    def awards(self) -> set[tuple[str, int, int, str, bool]]:
        rows = self.db.execute(
            "select trigger_id, user_id, level, period_key, status = 'revoked' from reward_awards"
            " where trigger_id = any(%s)", (list(self.triggers),),
        ).fetchall()  # fmt: skip
        return {
            (self.triggers[t], self._number(u), level, period, gone) for t, u, level, period, gone in rows
        }

    def _number(self, person: UUID) -> int:
        return self.people.index(person)


def act(system: System, model: Model, pick: int, kind: str) -> None:
    place = pick % len(model.facts)
    if kind == "unlock":
        person = pick % len(ZONES)
        if (person, ACHIEVEMENT) not in model.unlocked:
            unlock(system.db, system.people[person], ACHIEVEMENT)
            model.unlock(person, ACHIEVEMENT)
    elif kind == "die":
        with system.db.transaction(force_rollback=True):
            system.apply(place)
    else:
        system.apply(place)
        model.apply(place)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_facts=st.lists(facts, min_size=5, max_size=25), taken=st.lists(steps, min_size=10, max_size=60))
def test_counters_and_awards_are_those_of_the_model(
    database: Database, given_facts: list[Fact], taken: list[tuple[int, str]]
) -> None:
    with database.connect() as db, db.transaction(force_rollback=True):
        system, model = System(db, given_facts), Model(TRIGGERS, ZONES, given_facts)
        for pick, kind in [*taken, *((place, "apply") for place in range(len(given_facts)))]:
            act(system, model, pick, kind)
        assert system.counters() == {period: model.value(period) for period in model.sums}
        assert system.awards() == {(a.trigger, a.person, a.level, a.period, a.revoked) for a in model.awards}


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(given_facts=st.lists(facts, min_size=5, max_size=20), shuffled=st.randoms(use_true_random=False))
def test_without_rests_and_reversals_the_order_makes_no_difference(
    database: Database, given_facts: list[Fact], shuffled: Any
) -> None:
    only = [fact for fact in given_facts if not fact.reverses] or [given_facts[0]]
    ordered = [key for key in TRIGGERS if "cooldown" not in TRIGGERS[key] and key != "weeks"]
    seen = []
    for order in (range(len(only)), shuffled.sample(range(len(only)), len(only))):
        with database.connect() as db, db.transaction(force_rollback=True):
            system = System(db, only)
            for place in order:
                system.apply(place)
            seen.append(
                ({k: v for k, v in system.counters().items() if k[0] in ordered},
                 {award for award in system.awards() if award[0] in ordered})
            )  # fmt: skip
    assert seen[0] == seen[1]
