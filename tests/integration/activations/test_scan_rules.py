"""How often each rule against cheated scans was right, as people decided."""

from datetime import UTC, datetime, timedelta
from typing import Any

from tests.actors import Person
from tests.integration.activations.asking import run
from tests.integration.activations.reviewing import REVIEWS, Desk

RULES = "/scan-rules"


def decide(desk: Desk, reasons: list[str], *decisions: str, **columns: Any) -> None:
    """Scans that these rules found, decided one by one; `open` waits."""
    for decision in decisions:
        scan = desk.flag(reasons=reasons, **columns)
        if decision != "open":
            desk.manager.post(f"{REVIEWS}/{scan}", decision=decision)


def test_each_rule_says_how_often_it_was_right(desk: Desk, boss: Person) -> None:
    decide(desk, ["program_agent"], "confirmed", "confirmed", "confirmed", "cleared", "open")
    decide(desk, ["datacenter", "foreign_country"], "cleared", "confirmed")
    rules = {each["key"]: each for each in boss.get(RULES)["data"]}
    shown = {
        key: (each["open"], each["decided"], each["confirmed"], each["precision"])
        for key, each in rules.items()
    }
    assert shown == dict.fromkeys(rules, (0, 0, 0, None)) | {
        "program_agent": (1, 4, 3, 0.75), "datacenter": (0, 2, 1, 0.5), "foreign_country": (0, 2, 1, 0.5),
    }  # fmt: skip
    assert sorted(rules) == [
        "burst", "datacenter", "foreign_country", "identical_position", "impossible_travel", "program_agent", "proof",
        "replayed_ticket", "scan_velocity", "time_skew",
    ]  # fmt: skip
    assert (rules["burst"]["weight"], rules["burst"]["active"]) == (20, True)


def test_what_time_cleared_nobody_decided(desk: Desk, boss: Person) -> None:
    desk.flag(60, reasons=["proof"])
    run("scan-reviews", datetime.now(UTC) + timedelta(hours=49))
    shown = next(each for each in boss.get(RULES)["data"] if each["key"] == "proof")
    assert (shown["decided"], shown["precision"], shown["cleared_by_time"]) == (0, None, 1)


def test_decisions_of_long_ago_are_of_another_rule(desk: Desk, boss: Person) -> None:
    decide(desk, ["proof"], "confirmed")
    desk.db.execute("update scan_reviews set decided_at = now() - interval '91 days'")
    shown = next(each for each in boss.get(RULES)["data"] if each["key"] == "proof")
    assert (shown["decided"], shown["precision"]) == (0, None)


def test_figures_are_for_administrators_alone(desk: Desk) -> None:
    for person in (desk.manager, desk.analyst):
        assert person.refused("GET", RULES) == (403, "FORBIDDEN")
