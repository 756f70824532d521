"""Definitions and rewards of triggers at random: good ones, and ones with something wrong in them."""

from typing import Any

from hypothesis import strategies as st

TEXTS = st.one_of(
    st.sampled_from(
        ["", "eur", "tech", '"', "\\", "' or 1=1 --", '" || true', "$.x", "\U0001f600", "ÄÖ\u200b", "x" * 200]
    ),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
)
NUMBERS = st.one_of(st.sampled_from([-1, 0, 1, 10**15 - 1, 1 - 10**15]), st.integers(-10_000, 10_000))
FIELDS = st.sampled_from(["price", "currency", "platform", "a", "x" * 32])
CONDITIONS = st.one_of(
    st.fixed_dictionaries({"field": FIELDS, "op": st.sampled_from(["gt", "gte", "lt", "lte"]), "value": NUMBERS}),
    st.fixed_dictionaries({"field": FIELDS, "op": st.sampled_from(["eq", "ne"]), "value": NUMBERS | TEXTS}),
    st.fixed_dictionaries(
        {"field": FIELDS, "op": st.just("in"),
         "value": st.lists(NUMBERS, min_size=1, max_size=4) | st.lists(TEXTS, min_size=1, max_size=4)}
    ),
    st.fixed_dictionaries({"field": FIELDS, "op": st.just("contains"), "value": TEXTS}),
    st.fixed_dictionaries({"field": FIELDS, "op": st.just("exists")}, optional={"value": st.booleans()}),
)  # fmt: skip
COUNTS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.just({}),
    st.fixed_dictionaries(
        {"what": st.sampled_from(["events", "streak_days"])}, optional={"field": st.none()}
    ),
    st.fixed_dictionaries({"what": st.sampled_from(["sum", "distinct"]), "field": FIELDS}),
)
WINDOWS = st.sampled_from(
    ["lifetime", "day", "week", "month", "campaign", "rolling:1d", "rolling:30d", "rolling:90d"]
)
LEVELS = st.lists(st.integers(1, 1_000), min_size=1, max_size=20, unique=True).map(sorted)
AUDIENCES = st.none() | st.fixed_dictionaries(
    {},
    optional={
        "segment_id": st.none(), "roles": st.lists(st.sampled_from(["creator", "brand", "agent"]), max_size=3),
        "tiers": st.lists(st.sampled_from(["gold", "tier_2"]), max_size=10),
    },
)  # fmt: skip
OPTIONAL: dict[str, st.SearchStrategy[Any]] = {
    "who": st.sampled_from([None, "creator", "brand", "agent"]),
    "where": st.lists(CONDITIONS, max_size=5),
    "count": COUNTS,
    "window": WINDOWS,
    "time_zone": st.sampled_from(["user", "UTC", "Europe/Berlin", "America/Argentina/Buenos_Aires"]),
    "levels": LEVELS,
    "requires": st.lists(st.sampled_from(["first-steps", "a1", "x" * 64]), max_size=5),
    "cooldown": st.sampled_from([None, "P1D", "P52W", "P366D", "PT1M", "P1DT12H30M", "PT24H"]),
    "per_subject_max": st.sampled_from([None, 1, 10_000]),
    "audience": AUDIENCES,
}
DEFINITIONS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {"on": st.sampled_from(["deal.released", "login.day", "a.b.c"])}, optional=OPTIONAL
)
"""Most of them are definitions; a count by members over rolling days is none."""

ODDITIES: list[Any] = [
    None, True, False, 0, 1, -1, 1.0, 1.5, 1e300, 10**15, 10**30, "", "1", "0", "x", "null", [], [None], [[]],
    [1, "1"], [1.0], [True], {}, {"a": 1}, {"what": "sum"}, {"what": "events", "field": "price"},
    {"what": "distinct", "field": 1}, ["x"] * 51, [1] * 51, "x" * 201, "rolling:0d", "rolling:91d", "rolling:9",
    "rolling:30d\n", "P0D", "P", "PT", "P1DT", "P367D", "P53W", "P1M", "-P1D", "P1Y", "P1D\n", "p1d", "P1.5D", "PT1S",
    "P\u0663D", [1, 1], [2, 1], [0], [1001], [10**12], [10**12 + 1], list(range(1, 22)), ["a"] * 6, ["A"], [{}],
    [{"field": "a"}], [{"field": "a", "op": "exists"}] * 21, [{"field": "a", "op": "regex", "value": "x"}],
    [{"field": "A b", "op": "eq", "value": 1}], [{"field": "a", "op": "exists", "value": None}],
    [{"field": "a", "op": "in", "value": []}], [{"field": "a", "op": "eq", "value": None}],
    [{"field": "a", "op": "eq", "value": True}], [{"field": "a", "op": "gt", "value": "1"}],
    [{"field": "a", "op": "in", "value": [1, "1"]}], [{"field": "a", "op": "in", "value": ["x" * 200] * 40}],
    [{"field": "a\n", "op": "eq", "value": 1}], [{"field": 'x" == 1 || "', "op": "eq", "value": 1}],
    [{"field": "a", "op": "eq", "value": 1, "more": 1}], [{"field": "a", "op": "eq", "value": "\x00"}],
    {"segment_id": "x"}, {"roles": ["admin"]}, {"roles": "creator"}, {"tiers": ["x"] * 11}, "Berlin", "europe/berlin",
    "CET", [{"field": "a", "op": "in", "value": ["x"] * 50}], [{"field": "a", "op": "in", "value": ["x"] * 51}],
    [{"field": "a", "op": "eq", "value": "x" * 201}], [{"field": "a", "op": "gt", "value": 10**15}],
    [{"field": "a", "op": "exists"}] * 20, ["x" * 64] * 5, ["x" * 65], "rolling:90d", "P366D", 10_000, 10_001,
]  # fmt: skip
ODD: st.SearchStrategy[Any] = st.sampled_from(ODDITIES)


@st.composite
def spoilt(draw: st.DrawFn, whole: st.SearchStrategy[dict[str, Any]], more: tuple[str, ...]) -> Any:
    """One with something odd in a place, or one that lacks a place; or nothing but something odd."""
    if draw(st.integers(0, 9)) == 0:
        return draw(ODD)
    given = dict(draw(whole))
    name = draw(st.sampled_from([*given, *more]))
    if draw(st.booleans()):
        return given | {name: draw(ODD)}
    return {key: value for key, value in given.items() if key != name}


SPOILT = spoilt(DEFINITIONS, (*OPTIONAL, "more", "On"))

REWARDS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.fixed_dictionaries(
        {"kind": st.just("money"), "amount": st.integers(1, 10**12), "currency": st.sampled_from(["eur", "usd", "USD"])}
    ),
    st.fixed_dictionaries(
        {"kind": st.just("token"), "amount": st.integers(1, 9), "currency": st.sampled_from(["impact", "Impact"])}
    ),
    st.fixed_dictionaries({"kind": st.just("points"), "points": st.integers(1, 1_000_000)}),
    st.fixed_dictionaries(
        {"kind": st.just("badge"), "achievement": st.sampled_from(["a", "first-steps"])},
        optional={"level": st.integers(1, 1_000_000)},
    ),
    st.fixed_dictionaries({"kind": st.just("coupon"), "plan": st.just("pro"), "coupon": st.just("TEN_off.1")}),
    st.fixed_dictionaries({"kind": st.just("tier_boost"), "tier": st.just("gold"), "days": st.integers(1, 366)}),
    st.fixed_dictionaries({"kind": st.just("locker"), "drop_id": st.uuids().map(str), "item_id": st.uuids().map(str)}),
)  # fmt: skip
SPOILT_REWARDS = spoilt(
    REWARDS, ("kind", "amount", "currency", "points", "achievement", "level", "days", "more", "tier")
)
