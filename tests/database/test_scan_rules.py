"""Each rule against cheated scans finds what it is for, and nothing beside it; what is unknown weighs nothing."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from psycopg import errors
from psycopg.types.json import Jsonb

from tests.database.scanning import place
from tests.factories.activations import (
    make_activation,
    make_activation_code,
    make_device,
    make_geofence,
    make_scan,
)
from tests.factories.fraud import set_rule
from tests.factories.people import brand_of, make_user
from tests.factories.rows import insert_row
from tests.typing import Connection

SECOND, MINUTE, HOUR = timedelta(seconds=1), timedelta(minutes=1), timedelta(hours=1)
BERLIN, HAMBURG = (52.51628, 13.37770), (53.55034, 10.00065)
KILOMETRES = 255
"""Between the two."""


class Stage:
    """A brand with one activation, its code and a device."""

    def __init__(self, db: Connection, **fence: object) -> None:
        self.db, self.brand = db, brand_of(db, make_user(db, "brand"))
        geofence = make_geofence(db, self.brand, **fence) if fence else None
        self.activation = make_activation(db, self.brand, geofence_id=geofence)
        self.code = make_activation_code(db, self.activation)
        self.device = make_device(db, self.brand)
        self.now = datetime.now(UTC)

    def weigh(self, **said: Any) -> tuple[int, list[str]]:
        """Points and rules of a scan of `device` now."""
        scan = {
            "activation_id": str(self.activation), "code_id": str(self.code), "scan_key": str(uuid4()), "step": -1,
            "device_id": str(self.device), "source": "online", "ticket": "valid", "had_cookie": True,
            "at": self.now.isoformat(),
        } | said  # fmt: skip
        row = self.db.execute(
            "select w.score, w.reasons from activations as a, app.weigh_scan(%s, a) as w where a.id = %s",
            (Jsonb(scan), self.activation),
        ).fetchone()
        assert row is not None
        return row[0], row[1]

    def scanned(self, ago: timedelta, device: UUID | None = None, **columns: object) -> UUID:
        """A scan that was made before."""
        return make_scan(self.db, self.code, device or self.device, at=self.now - ago, **columns)


@pytest.fixture
def stage(db: Connection) -> Stage:
    return Stage(db, country="DE")


def test_a_scan_of_which_nothing_is_known_weighs_nothing(stage: Stage) -> None:
    assert stage.weigh() == (0, [])
    nothing = dict.fromkeys(("position", "visitor_hash", "place_hash", "agent_class", "country", "asn"))
    assert stage.weigh(**nothing) == (0, [])


def test_a_ticket_that_another_device_used_is_replayed(stage: Stage) -> None:
    key = uuid4()
    row = {
        "activation_id": stage.activation, "scan_key": key, "brand_id": stage.brand, "device_id": stage.device,
        "scan_id": uuid4(), "verdict": "accepted",
    }  # fmt: skip
    insert_row(stage.db, "scan_keys", row, returning="scan_key")
    assert stage.weigh(scan_key=str(key)) == (0, [])
    assert stage.weigh(scan_key=str(key), device_id=str(uuid4())) == (90, ["replayed_ticket"])


@pytest.mark.parametrize(("step", "weighs"), [(-1, 0), (0, 0), (58_000_000, 0), (-2, 60)])
def test_a_proof_that_is_none_or_old_weighs(stage: Stage, step: int, weighs: int) -> None:
    assert stage.weigh(step=step) == (weighs, ["proof"] if weighs else [])


@pytest.mark.parametrize(
    ("minutes", "accuracy", "found"),
    [(15, 10, True), (16.8, 10, True), (17.2, 10, False), (30, 10, False), (0, 10, True), (0, None, True),
     (15, 45_000, False), (1, 300_000, True), (1500, 10, False)],
)  # fmt: skip
def test_a_device_that_is_faster_than_an_aeroplane_was_not_there(
    stage: Stage, minutes: float, accuracy: float | None, found: bool
) -> None:
    stage.scanned(minutes * MINUTE, lat=BERLIN[0], lng=BERLIN[1], accuracy_m=10)
    found_is = (70, ["impossible_travel"]) if found else (0, [])
    assert stage.weigh(position=place(HAMBURG, accuracy)) == found_is
    assert stage.weigh(position=place(HAMBURG), device_id=str(uuid4())) == (0, [])


def test_a_place_between_two_that_are_known_is_compared_with_both(stage: Stage) -> None:
    berlin: dict[str, Any] = {"lat": BERLIN[0], "lng": BERLIN[1], "accuracy_m": 10}
    stage.scanned(HOUR, **berlin)
    stage.scanned(5 * MINUTE, **berlin)
    earlier = {"source": "offline", "claimed_at": (stage.now - 20 * MINUTE).isoformat()}
    assert stage.weigh(position=place(BERLIN), **earlier) == (0, [])
    assert stage.weigh(position=place(HAMBURG), **earlier) == (70, ["impossible_travel"])
    earlier["claimed_at"] = (stage.now - 30 * MINUTE).isoformat()
    assert stage.weigh(position=place(HAMBURG), **earlier) == (0, [])


def test_a_scan_without_a_place_between_two_hides_nothing(stage: Stage) -> None:
    stage.scanned(5 * MINUTE, lat=BERLIN[0], lng=BERLIN[1], accuracy_m=10)
    stage.scanned(MINUTE)
    assert stage.weigh(position=place(HAMBURG)) == (70, ["impossible_travel"])


def test_a_first_fix_that_jumps_is_forgiven(stage: Stage) -> None:
    stage.scanned(timedelta(seconds=2), lat=BERLIN[0], lng=BERLIN[1], accuracy_m=10)
    assert stage.weigh(position=place((BERLIN[0] + 0.008, BERLIN[1]))) == (0, [])
    assert stage.weigh(position=place((BERLIN[0] + 0.02, BERLIN[1]))) == (70, ["impossible_travel"])


def test_one_place_to_the_last_digit_is_not_that_of_many(stage: Stage) -> None:
    place = uuid4()
    for number in range(20):
        device = make_device(stage.db, stage.brand)
        stage.scanned(SECOND * number, device, place_hash=place)
        expected = (50, ["identical_position"]) if number == 19 else (0, [])
        assert stage.weigh(place_hash=str(place)) == expected
    assert stage.weigh(place_hash=str(uuid4())) == (0, [])


def test_one_place_is_forgotten_after_two_days_and_one_device_is_not_many(stage: Stage) -> None:
    old, own = uuid4(), uuid4()
    for number in range(20):
        stage.scanned(48 * HOUR + number * MINUTE, make_device(stage.db, stage.brand), place_hash=old)
        stage.scanned(number * MINUTE, place_hash=own)
    assert stage.weigh(place_hash=str(old)) == (0, [])
    assert stage.weigh(place_hash=str(own), device_id=str(uuid4())) == (0, [])


def test_a_program_weighs_as_it_calls_itself(stage: Stage) -> None:
    assert stage.weigh(agent_class="program") == (60, ["program_agent"])
    assert stage.weigh(agent_class="mobile") == (0, [])


def test_networks_of_rented_machines_weigh_and_private_relay_does_not(stage: Stage) -> None:
    assert stage.weigh(asn=16509) == (40, ["datacenter"])
    assert [stage.weigh(asn=asn) for asn in (13335, 36183, 54113, 3320)] == [(0, [])] * 4


@pytest.mark.parametrize("asns", [[13335], [1, 36183], [54113], ["16509"], [0], [2**32], "16509", None])
def test_networks_of_people_cannot_be_listed(db: Connection, asns: object) -> None:
    with pytest.raises(errors.CheckViolation, match="fraud_rules_config_fits_its_rule"):
        set_rule(db, "datacenter", config={"asns": asns})


def test_more_activations_in_an_hour_than_anybody_walks_to(stage: Stage) -> None:
    for number in range(9):
        code = make_activation_code(stage.db, make_activation(stage.db, stage.brand))
        for _ in range(2):
            make_scan(stage.db, code, stage.device, at=stage.now - number * MINUTE)
    stage.scanned(2 * MINUTE)
    late = make_activation_code(stage.db, make_activation(stage.db, stage.brand))
    make_scan(stage.db, late, stage.device, at=stage.now - HOUR)
    assert stage.weigh() == (0, [])
    make_scan(stage.db, late, stage.device, at=stage.now - 59 * MINUTE)
    assert stage.weigh() == (40, ["scan_velocity"])


def test_another_country_than_that_of_the_fence_weighs(stage: Stage) -> None:
    assert stage.weigh(country="FR") == (40, ["foreign_country"])
    assert stage.weigh(country="DE") == (0, [])
    assert Stage(stage.db, name="Of no country").weigh(country="FR") == (0, [])
    assert Stage(stage.db).weigh(country="FR") == (0, [])


@pytest.mark.parametrize(
    ("minutes", "weighs"), [(0, 0), (47 * 60, 0), (48 * 60 + 1, 30), (-1, 0), (-2, 0), (-3, 30)]
)
def test_a_clock_that_is_wrong_weighs_a_little(stage: Stage, minutes: int, weighs: int) -> None:
    claimed = (stage.now - minutes * MINUTE).isoformat()
    assert stage.weigh(source="offline", claimed_at=claimed) == (weighs, ["time_skew"] if weighs else [])


def test_a_burst_of_one_browser_without_cookies_is_a_hint(stage: Stage) -> None:
    visitor = uuid4()
    for _ in range(29):
        stage.scanned(MINUTE, uuid4(), visitor_hash=visitor)
    stage.scanned(10 * MINUTE, uuid4(), visitor_hash=visitor)
    said = {"visitor_hash": str(visitor), "had_cookie": False}
    assert stage.weigh(**said) == (0, [])
    stage.scanned(9 * MINUTE, uuid4(), visitor_hash=visitor)
    assert stage.weigh(**said) == (20, ["burst"])
    assert stage.weigh(**said | {"had_cookie": True}) == (0, [])


def test_a_burst_can_never_be_enough_to_flag(db: Connection) -> None:
    with pytest.raises(errors.CheckViolation, match="fraud_rules_burst_is_a_hint"):
        set_rule(db, "burst", weight=21)


def test_points_add_up_and_the_heaviest_rule_is_named_first(stage: Stage) -> None:
    assert stage.weigh(agent_class="program", asn=16509, country="FR") == (
        140,
        ["program_agent", "datacenter", "foreign_country"],
    )


@pytest.mark.parametrize("columns", [{"active": False}, {"weight": 0}, {"weight": None}])
def test_a_rule_that_is_off_or_weighs_nothing_is_not_looked_at(
    stage: Stage, columns: dict[str, object]
) -> None:
    set_rule(stage.db, "program_agent", **columns)
    assert stage.weigh(agent_class="program", asn=16509) == (40, ["datacenter"])


def test_points_are_as_the_rule_says(stage: Stage) -> None:
    set_rule(stage.db, "program_agent", weight=17)
    set_rule(stage.db, "datacenter", config={"asns": [64500]})
    assert stage.weigh(agent_class="program", asn=64500) == (57, ["datacenter", "program_agent"])
