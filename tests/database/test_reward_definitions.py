"""What the API takes as a trigger's definition or reward, the table takes, and nothing else: asked at random."""

import json
from typing import Any

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from common.models.reward_definitions import TriggerDefinition
from common.models.reward_triggers import Reward
from tests.conftest import Database
from tests.factories.definitions import DEFINITIONS, ODD, ODDITIES, OPTIONAL, REWARDS, SPOILT, SPOILT_REWARDS
from tests.typing import Connection

REWARD: TypeAdapter[Any] = TypeAdapter(Reward)
OFTEN = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def asked(db: Connection, function: str, value: object) -> bool:
    """What a check of the table says of it; a text that jsonb cannot hold is refused before."""
    try:
        row = db.execute(f"select app.{function}(%s::jsonb)", (json.dumps(value),)).fetchone()
    except psycopg.errors.UntranslatableCharacter:
        return False
    assert row is not None
    assert row[0] is not None
    return bool(row[0])


def agree_on_a_definition(db: Connection, value: object) -> bool:
    """Whether both take it; fails where one does and the other does not."""
    try:
        taken = TriggerDefinition.model_validate(value)
    except ValidationError:
        assert not asked(db, "is_trigger_definition", value)
        return False
    assert asked(db, "is_trigger_definition", value)
    assert asked(db, "is_trigger_definition", taken.columns())
    assert TriggerDefinition.model_validate(taken.columns()) == taken
    return True


@OFTEN
@given(value=DEFINITIONS)
def test_definitions_are_taken_by_both(shared_database: Database, value: dict[str, Any]) -> None:
    with shared_database.connect() as db:
        by_members = value.get("count", {}).get("what") in {"distinct", "streak_days"}
        assert agree_on_a_definition(db, value) == (
            not (by_members and value.get("window", "").startswith("rolling"))
        )


@OFTEN
@given(value=SPOILT)
def test_both_refuse_the_same_of_what_is_odd(shared_database: Database, value: object) -> None:
    with shared_database.connect() as db:
        agree_on_a_definition(db, value)


@pytest.mark.parametrize("place", ["on", *sorted(OPTIONAL)])
def test_both_refuse_the_same_in_each_place(shared_database: Database, place: str) -> None:
    with shared_database.connect() as db:
        taken = [agree_on_a_definition(db, {"on": "deal.released", place: odd}) for odd in ODDITIES]
    assert not all(taken)


def in_small_letters(reward: Any) -> Any:
    """A currency may be sent in capitals; the table takes none."""
    currency = reward.get("currency")
    return reward | {"currency": currency.lower()} if isinstance(currency, str) else reward


@OFTEN
@given(value=REWARDS | SPOILT_REWARDS | ODD)
def test_both_take_the_same_rewards(shared_database: Database, value: object) -> None:
    with shared_database.connect() as db:
        try:
            taken = REWARD.validate_python(value)
        except ValidationError:
            assert not asked(db, "is_reward", value)
        else:
            assert asked(db, "is_reward", in_small_letters(value))
            assert asked(db, "is_reward", taken.model_dump(mode="json"))


@pytest.mark.parametrize("over", [0, 1])
def test_a_definition_is_as_long_as_eight_thousand_characters(shared_database: Database, over: int) -> None:
    def of(last: int) -> dict[str, Any]:
        asked_of = [{"field": "a", "op": "eq", "value": "x" * length} for length in [200] * 18 + [last]]
        among = {"field": "a", "op": "in", "value": ["y" * 80] * 39}
        return TriggerDefinition.model_validate({"on": "deal.released"}).columns() | {
            "where": [*asked_of, among]
        }

    value = of(8_000 + over - len(json.dumps(of(0))))
    assert len(json.dumps(value)) == 8_000 + over
    with shared_database.connect() as db:
        assert agree_on_a_definition(db, value) == (over == 0)


CHECKS = (
    "is_trigger_definition", "is_reward", "is_fact_condition", "is_count_spec", "are_levels", "is_reward_audience"
)  # fmt: skip
PLACES = st.sampled_from(["on", "where", "count", "op", "field", "value", "levels"])


@OFTEN
@given(
    value=st.recursive(
        ODD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(PLACES, inner, max_size=4)
    )
)
def test_no_value_is_an_error_of_the_check(shared_database: Database, value: object) -> None:
    with shared_database.connect() as db:
        for function in CHECKS:
            asked(db, function, value)
