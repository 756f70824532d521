"""Administrators keep the rules against fraud; each rule is told what is its own, and every change is audited."""

from typing import Any

import pytest

from common.fraud.configs import CONFIGS
from tests.actors import Person
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.people import make_user
from tests.integration.agents.asking import ask

RULES = "/fraud-rules"
GIVEN: dict[str, dict[str, Any]] = {
    "burst": {"scans": 5, "minutes": 1440},
    "datacenter": {"asns": [1, 4_294_967_295]},
    "foreign_country": {},
    "identical_position": {"devices": 2},
    "impossible_travel": {"kmh": 100},
    "program_agent": {},
    "proof": {},
    "replayed_ticket": {},
    "scan_velocity": {"activations": 1, "hours": 24},
    "time_skew": {"hours_back": 720, "minutes_ahead": 0},
    "disposable_domain": {"domains": ["Throwaway.example", "a.b.example"]},
    "instant_deal": {"minutes": 30},
    "paid_traffic": {"parameters": ["gclid"]},
    "price_outlier": {"times_median": 2.5, "least_deals": 1},
    "ring": {"depth": 3},
    "same_payout_account": {},
    "same_visitor": {"people": 2},
    "self_deal": {},
    "velocity": {"sign_ups": 1, "hours": 720},
}


def rule(boss: Person, key: str) -> Any:
    """One rule, as it is."""
    return next(each for each in boss.get(RULES)["data"] if each["key"] == key)


def test_the_defaults_are_there(boss: Person) -> None:
    rules = {each["key"]: each for each in boss.get(RULES)["data"]}
    assert {
        key: (each["severity"], each["action"]) for key, each in rules.items() if each["scope"] == "referral"
    } == {
        "disposable_domain": ("low", "flag"), "instant_deal": ("medium", "hold"), "paid_traffic": ("medium", "flag"),
        "price_outlier": ("medium", "hold"), "ring": ("high", "hold"), "same_payout_account": ("high", "reject"),
        "same_visitor": ("low", "flag"), "self_deal": ("high", "flag"), "velocity": ("medium", "hold"),
    }  # fmt: skip
    assert {key: each["weight"] for key, each in rules.items() if each["scope"] == "activation"} == {
        "burst": 20, "datacenter": 40, "foreign_country": 40, "identical_position": 50, "impossible_travel": 70,
        "program_agent": 60, "proof": 60, "replayed_ticket": 90, "scan_velocity": 40, "time_skew": 30,
    }  # fmt: skip
    assert all(each["active"] and each["updated_by"] is None for each in rules.values())
    assert all(each["weight"] is None for each in rules.values() if each["scope"] == "referral")
    assert set(rules) == set(CONFIGS)


@pytest.mark.parametrize("key", sorted(GIVEN))
def test_every_default_and_every_change_is_what_the_rule_is_told(boss: Person, key: str) -> None:
    before = rule(boss, key)["config"]
    assert boss.patch(f"{RULES}/{key}", config=before)["config"] == before
    changed = boss.patch(f"{RULES}/{key}", config=GIVEN[key])["config"]
    assert changed == {
        name: [each.lower() for each in to] if name == "domains" else to for name, to in GIVEN[key].items()
    }
    assert rule(boss, key)["config"] == changed


def test_what_is_sent_changes_and_the_rest_stays(database: Database, boss: Person) -> None:
    changed = boss.patch(f"{RULES}/velocity", action="flag", severity="low", weight=7, active=False)
    assert (changed["action"], changed["severity"], changed["weight"], changed["active"]) == (
        "flag",
        "low",
        7,
        False,
    )
    assert (changed["config"], changed["updated_by"]) == ({"sign_ups": 20, "hours": 24}, str(boss.id))
    again = boss.patch(f"{RULES}/velocity", weight=None)
    assert (again["weight"], again["action"]) == (None, "flag")
    with database.connect() as db:
        audited = db.execute(
            "select user_id, action from audit_logs where resource_type = 'fraud_rules' and resource_id = 'velocity'"
        ).fetchall()
    assert audited == [(boss.id, "fraud_rules.update")] * 2


def test_the_same_again_is_no_change(database: Database, boss: Person) -> None:
    before = rule(boss, "ring")
    assert boss.patch(f"{RULES}/ring", active=True, config={"depth": 4}) == before
    assert boss.patch(f"{RULES}/ring") == before


@pytest.mark.parametrize(
    ("key", "config"),
    [
        ("velocity", {"depth": 3}), ("ring", {"minutes": 3}), ("self_deal", {"people": 3}), ("ring", {}),
        ("same_visitor", {"domains": []}), ("velocity", {"activations": 3, "hours": 1}), ("burst", {"devices": 3}),
    ],
)  # fmt: skip
def test_what_another_rule_is_told_is_refused(boss: Person, key: str, config: dict[str, Any]) -> None:
    assert boss.refused("PATCH", f"{RULES}/{key}", config=config) == (422, "FRAUD_CONFIG_REFUSED")
    assert rule(boss, key)["updated_by"] is None


@pytest.mark.parametrize(
    "body",
    [
        {"config": {"depth": 5}}, {"config": {"depth": 1}}, {"config": {"depth": "3"}}, {"config": {"depth": 2.5}},
        {"config": {"depth": 3, "more": 1}}, {"config": None}, {"config": []}, {"config": "x"},
        {"config": {"people": 10**30}}, {"config": {"domains": ["no domain"]}}, {"config": {"domains": ["a.b"] * 201}},
        {"config": {"parameters": [""]}}, {"config": {"times_median": "NaN", "least_deals": 1}},
        {"config": {"sign_ups": 0, "hours": 1}}, {"action": "forgive"}, {"action": None}, {"severity": "huge"},
        {"config": {"asns": [13335]}}, {"config": {"asns": ["1"]}}, {"config": {"kmh": 99}},
        {"weight": 101}, {"weight": -1}, {"active": None}, {"key": "other"}, {"description": "x"},
    ],
)  # fmt: skip
def test_what_is_no_rule_is_refused(boss: Person, body: dict[str, Any]) -> None:
    status, _ = boss.refused("PATCH", f"{RULES}/ring", **body)
    assert status == 422
    assert rule(boss, "ring")["updated_by"] is None


def test_a_burst_is_never_more_than_a_hint(boss: Person) -> None:
    assert boss.refused("PATCH", f"{RULES}/burst", weight=21) == (422, "BURST_IS_A_HINT")
    assert boss.patch(f"{RULES}/burst", weight=19)["weight"] == 19


@pytest.mark.parametrize("asn", [13_335, 36_183, 54_113])
def test_networks_of_private_relay_cannot_be_listed(boss: Person, asn: int) -> None:
    before = rule(boss, "datacenter")["config"]
    assert boss.refused("PATCH", f"{RULES}/datacenter", config={"asns": [1, asn]})[0] == 422
    assert rule(boss, "datacenter")["config"] == before


def test_the_engine_of_referrals_takes_no_rule_of_scans_for_its_own(database: Database, boss: Person) -> None:
    boss.patch(f"{RULES}/velocity", active=False)
    with database.connect() as db:
        told = db.execute("select app.fraud_config('velocity'), app.fraud_config('scan_velocity')").fetchone()
    assert told == (None, {"activations": 10, "hours": 1})


def test_the_database_refuses_a_config_that_no_rule_reads(database: Database, boss: Person) -> None:
    statement = "update fraud_rules set config = '{\"depth\": \"four\"}' where key = 'ring'"
    assert run_at_once(database, (str(boss.id), statement, ())) == ["23514"]


def test_rules_are_for_administrators_alone(database: Database, boss: Person) -> None:
    with database.connect() as db:
        others = [make_agent(db), make_user(db, "brand"), make_user(db)]
    for other in others:
        assert Person(other, ask).refused("GET", RULES) == (403, "FORBIDDEN")
        assert Person(other, ask).refused("PATCH", f"{RULES}/ring", active=False) == (403, "FORBIDDEN")
    assert rule(boss, "ring")["active"]


def test_a_rule_that_is_none_is_not_found(boss: Person) -> None:
    assert boss.refused("PATCH", f"{RULES}/none", active=False) == (404, "NOT_FOUND")
    assert boss.refused("PATCH", f"{RULES}/%00", active=False)[0] in {400, 404}
