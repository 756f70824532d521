"""Where a scan was and how odd it was: refused, flagged for somebody to look at, or counted; tries are kept."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest

from tests.database.scanning import INSIDE, OUTSIDE, Stall, place
from tests.factories.fraud import set_rule
from tests.typing import Connection


def fenced(db: Connection, mode: str, **columns: Any) -> Stall:
    """A stall with a circle of 200 m around it."""
    return Stall(db, fence={}, fence_mode=mode, **columns)


def test_three_tries_outside_and_then_one_inside_is_counted(db: Connection) -> None:
    stall, device = fenced(db, "refuse", limit_per_device_day=1), uuid4()
    db.execute("update fraud_rules set active = false where key = 'impossible_travel'")
    tries = [stall.record(device, position=place(where)).says for where in (*[OUTSIDE] * 3, INSIDE)]
    assert tries == ["too_far"] * 3 + ["accepted"]
    (first, *_, last) = db.execute("select distance_m, lat, accuracy_m from scans order by at").fetchall()
    assert 5_000 < first[0] < 6_000
    assert (last[0], float(last[1]), last[2]) == (0, INSIDE[0], 10)


@pytest.mark.parametrize("position", [None, place(INSIDE, 5_000), place(INSIDE, None), place(OUTSIDE, 5_000)])
def test_without_an_exact_place_help_is_offered_or_somebody_looks(
    db: Connection, position: dict[str, float] | None
) -> None:
    said: dict[str, Any] = {} if position is None else {"position": position}
    assert fenced(db, "refuse").record(**said).says == "place_needed"
    flagging = fenced(db, "flag")
    assert flagging.record(**said).says == "flagged"
    assert flagging.rows() == [("flagged", ["place_needed"])]
    assert fenced(db, "off").record(**said).says == "accepted"


def test_in_mode_flag_who_is_outside_is_counted_and_looked_at(db: Connection) -> None:
    stall, device = fenced(db, "flag", limit_per_device_day=1), uuid4()
    answer = stall.record(device, position=place(OUTSIDE))
    assert (answer.verdict, answer.reasons) == ("flagged", []), "why is the brand's alone"
    waits = db.execute("select scan_id, score, reasons, status from scan_reviews").fetchall()
    assert waits == [(answer.scan_id, 60, ["too_far"], "open")]
    assert stall.record(device, position=place(INSIDE)).says == "already_counted", "it took the try"


def test_sixty_points_are_flagged_and_ninety_refused_without_a_word(db: Connection) -> None:
    stall, device = Stall(db, limit_per_device_day=1), uuid4()
    assert stall.record(device, agent_class="program", asn=16509).says == "try_again"
    assert stall.rows() == [("refused", ["program_agent", "datacenter"])]
    assert stall.record(device, agent_class="program").says == "flagged"
    assert stall.record(asn=16509).says == "accepted"
    assert stall.rows()[-1] == ("accepted", ["datacenter"])


def test_a_flagged_scan_is_no_fact_and_no_review_is_made_of_one_that_has_no_tries_left(
    db: Connection,
) -> None:
    stall, device = Stall(db, limit_per_device_day=1), uuid4()
    assert [stall.record(device, agent_class="program").says for _ in range(2)] == [
        "flagged",
        "already_counted",
    ]
    assert db.execute("select count(*) from scan_reviews").fetchone() == (1,)


def test_a_step_of_a_rotating_code_counts_once_for_a_device(db: Connection) -> None:
    stall, device = Stall(db, code_mode="rotating", limit_per_device_day=9), uuid4()
    assert [stall.record(device, step=step).says for step in (70, 70, 71)] == [
        "accepted", "already_counted", "accepted",
    ]  # fmt: skip
    assert stall.record(step=70).says == "accepted", "another device"


def test_a_step_is_not_used_up_by_who_was_outside(db: Connection) -> None:
    stall, device = fenced(db, "refuse", code_mode="rotating"), uuid4()
    db.execute("update fraud_rules set active = false where key = 'impossible_travel'")
    tries = [stall.record(device, step=70, position=place(where)).says for where in (OUTSIDE, INSIDE)]
    assert tries == ["too_far", "accepted"]


@pytest.mark.parametrize("step", [-1, -2])
def test_a_rotating_code_without_its_proof_is_flagged(db: Connection, step: int) -> None:
    stall = Stall(db, code_mode="rotating")
    assert stall.record(step=step).says == "flagged"
    assert stall.rows() == [("flagged", ["proof"])]


def test_a_static_code_asks_for_no_proof(db: Connection) -> None:
    stall, device = Stall(db), uuid4()
    assert [stall.record(device, step=-1).says for _ in range(2)] == ["accepted"] * 2


def test_rules_are_data(db: Connection) -> None:
    set_rule(db, "program_agent", active=False)
    assert Stall(db).record(agent_class="program").says == "accepted"


def test_a_device_that_teleports_is_flagged(db: Connection) -> None:
    stall, device = Stall(db), uuid4()
    stall.record(device, position=place(INSIDE))
    assert stall.record(device, position=place((40.7, -74.0))).says == "flagged"
    assert stall.rows()[-1] == ("flagged", ["impossible_travel"])


def test_a_stadium_behind_one_address_is_not_refused_for_it(db: Connection) -> None:
    stall = Stall(db)
    said: dict[str, Any] = {"visitor_hash": str(uuid4()), "had_cookie": False}
    assert {stall.record(**said).says for _ in range(200)} == {"accepted"}
    assert stall.rows()[-1] == ("accepted", ["burst"])
    assert db.execute("select count(*) from scan_reviews").fetchone() == (0,)


def test_a_place_is_kept_to_five_decimals(db: Connection) -> None:
    Stall(db).record(position={"lat": 52.516283999, "lng": 13.377701234, "accuracy": 12.6})
    row = db.execute("select lat::text, lng::text, accuracy_m from scans").fetchone()
    assert row == ("52.51628", "13.37770", 13)


def test_a_scan_says_when_it_was_taken(db: Connection) -> None:
    before = datetime.now(UTC)
    assert before <= Stall(db).record().at <= datetime.now(UTC)
