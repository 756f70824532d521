"""A trigger's conditions are met as Python reads them, whatever stands in a value; none becomes code of a path."""

import json
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.factories.definitions import CONDITIONS, NUMBERS, TEXTS

OFTEN = settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
NAMES = ["price", "currency", "platform", "a"]
DATA = st.dictionaries(st.sampled_from(NAMES), NUMBERS | TEXTS | st.lists(TEXTS, max_size=3), max_size=4)
COMPARISONS: dict[str, Callable[[int, int], bool]] = {
    "gt": lambda found, asked: found > asked,
    "gte": lambda found, asked: found >= asked,
    "lt": lambda found, asked: found < asked,
    "lte": lambda found, asked: found <= asked,
}


def is_met(data: dict[str, Any], condition: dict[str, Any]) -> bool:
    """What a condition means. A list in a fact meets it where something in it does."""
    field, op, asked = condition["field"], condition["op"], condition.get("value", True)
    if op == "exists":
        return bool((field in data) == asked)
    found = data.get(field, [])
    members = found if isinstance(found, list) else [found]
    if op in COMPARISONS:
        return any(isinstance(one, int) and COMPARISONS[op](one, asked) for one in members)
    if op == "ne":
        return any(type(one) is type(asked) and one != asked for one in members)
    return any(one in (asked if op == "in" else [asked]) for one in members)


@OFTEN
@given(data=DATA, conditions=st.lists(CONDITIONS, max_size=3), planted=st.booleans())
@example(
    data={"a": '" || true || "'},
    conditions=[{"field": "a", "op": "eq", "value": '" || true || "'}],
    planted=False,
)
@example(data={"a": "x"}, conditions=[{"field": "a", "op": "eq", "value": '" || true || "'}], planted=False)
@example(data={"a": "\\"}, conditions=[{"field": "a", "op": "in", "value": ["\\"]}], planted=False)
@example(data={"a": "x"}, conditions=[{"field": "a", "op": "ne", "value": "\\u0022"}], planted=False)
@example(data={"a": 1}, conditions=[{"field": "a", "op": "ne", "value": "1"}], planted=False)
def test_a_path_means_what_its_conditions_say(
    shared_database: Database, data: dict[str, Any], conditions: list[dict[str, Any]], planted: bool
) -> None:
    if planted and conditions and "value" in conditions[0]:  # by chance a value is hardly ever met
        value = conditions[0]["value"]
        data = data | {conditions[0]["field"]: value[-1] if isinstance(value, list) else value}
    with shared_database.connect() as db:
        row = db.execute(
            "select %s @@ app.fact_condition(%s)", (Jsonb(data), Jsonb({"where": conditions}))
        ).fetchone()
    assert row is not None
    assert (row[0] is True) == all(is_met(data, each) for each in conditions), json.dumps([data, conditions])
