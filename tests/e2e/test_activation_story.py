"""What people scan, from the brand's first fence to the reward: on phones, in a browser, against the running system.

`make pictures` keeps what their screens show, step by step, in `docs/pictures/activations/`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest

from tests.actors import Person, newcomer
from tests.e2e.conftest import RunningSystem
from tests.e2e.phones import Phone, Shop, shop
from tests.e2e.third_deal_badge import eventually

GATE = {"latitude": 52.51628, "longitude": 13.3777, "accuracy": 10.0}
PARIS = {"latitude": 48.85837, "longitude": 2.29448, "accuracy": 10.0}
BUTTON = "#scan button"
ANSWER = "#result h2"
DEVICE = {"name": "__Host-device", "httpOnly": True, "sameSite": "Lax"}
COUNTED = "Thank you. Your scan was counted."
ALREADY = "This scan was counted before."
LIMIT = "No more scans can be counted here"
TOO_FAR = "You seem to be somewhere else"


@dataclass(frozen=True)
class Fair:
    """A brand with a campaign that runs, and the phones of those who come."""

    system: RunningSystem
    shop: Shop
    brand: Person
    campaign: str

    def launch(self, codes: int = 1, **terms: object) -> tuple[str, list[dict[str, Any]]]:
        """An activation, open for three days, and its codes."""
        now = datetime.now(UTC)
        begins, ends = (moment.isoformat() for moment in (now - timedelta(hours=1), now + timedelta(days=3)))
        draft = {"campaign_id": self.campaign, "kind": "event", "name": "Coffee at the gate"}
        made = self.brand.post("/activations", **draft, starts_at=begins, ends_at=ends, **terms)
        path = f"/activations/{made['id']}"
        assert self.brand.refused("POST", f"{path}/launch") == (409, "ACTIVATION_NOT_READY")
        codes_made: list[dict[str, Any]] = self.brand.post(f"{path}/codes", count=codes, label="Door")["data"]
        assert self.brand.post(f"{path}/launch")["status"] == "active"
        return made["id"], codes_made

    def verdicts(self, activation: str) -> list[tuple[str, list[str]]]:
        """What the brand is told of the scans, the oldest first."""
        listed = self.brand.get("/scans", activation_id=activation)["data"]
        return [(scan["verdict"], scan["reasons"]) for scan in reversed(listed)]


@pytest.fixture(scope="module")
def fair(system: RunningSystem) -> Iterator[Fair]:
    owner = newcomer(system, "brand", full_name="Northwind Roasters")
    owner.deposit(200_000)
    brand = owner.person()
    today = datetime.now(UTC).date()
    [own] = brand.get("/brands")["data"]
    draft = {
        "brand_id": own["id"], "name": "Coffee in the morning", "category": "food", "budget_total": 150_000,
        "timeline_start": today.isoformat(), "timeline_end": (today + timedelta(days=30)).isoformat(),
        "destination_url": "https://shop.example.com/coffee",
    }  # fmt: skip
    campaign = brand.post("/campaigns", **draft)["id"]
    brand.post(
        f"/campaigns/{campaign}/deliverables", deliverable_type="instagram_reel", compensation_amount=25_000
    )
    brand.post(f"/campaigns/{campaign}/launch")
    with shop(system.url) as phones:
        yield Fair(system, phones, brand, campaign)


@pytest.fixture(scope="module")
def fenced(fair: Fair) -> tuple[str, str]:
    """An activation that counts two scans, one of each phone, within 200 m: its id, and its code."""
    circle = {"shape": "circle", "origin_lat": 52.51628, "origin_lng": 13.3777, "radius_m": 200}
    fence = fair.brand.post("/geofences", name="At the gate", **circle)["id"]
    spots = [
        {"lat": at["latitude"], "lng": at["longitude"], "accuracy": at["accuracy"]} for at in (GATE, PARIS)
    ]
    tried = fair.brand.post(f"/geofences/{fence}/test", points=spots)["points"]
    assert [one["answer"] for one in tried] == ["inside", "outside"]
    terms = {"geofence_id": fence, "fence_mode": "refuse", "limit_per_device_day": 1, "limit_total": 2}
    activation, [code] = fair.launch(**terms)
    return activation, code["short_code"]


@pytest.fixture(scope="module")
def fan(fair: Fair, fenced: tuple[str, str]) -> Phone:
    """A phone at the gate whose scan was counted."""
    phone = fair.shop.phone("fan", place=GATE)
    assert phone.open(f"/q/{fenced[1]}") == 200
    seen = phone.see()
    assert "Coffee at the gate" in seen["text"]
    assert seen["cookies"] == []
    phone.shoot("activations/1-the-page")
    phone.do("tap", on=BUTTON, until=ANSWER)
    counted = phone.see()
    assert COUNTED in counted["text"]
    assert counted["cookies"] == [DEVICE]
    phone.shoot("activations/2-counted")
    return phone


def test_at_the_fence_a_phone_counts_once_until_all_are_counted_and_elsewhere_it_does_not(
    fair: Fair, fenced: tuple[str, str], fan: Phone
) -> None:
    activation, code = fenced
    second, late = (fair.shop.phone(name, place=GATE) for name in ("second", "late"))
    far = fair.shop.phone("far", place=PARIS)
    for phone, told, picture in (
        (fan, ALREADY, "3-already-counted"), (second, COUNTED, "2-counted"),
        (late, LIMIT, "4-limit-reached"), (far, TOO_FAR, "5-too-far"),
    ):  # fmt: skip
        phone.open(f"/q/{code}")
        phone.do("tap", on=BUTTON, until=ANSWER)
        assert told in phone.see()["text"]
        phone.shoot(f"activations/{picture}")
    assert fair.verdicts(activation) == [
        ("accepted", []), ("refused", ["already_counted"]), ("accepted", []), ("refused", ["limit_reached"]),
        ("refused", ["too_far"]),
    ]  # fmt: skip
    fair.system.fire("scan-minutes", f"{datetime.now(UTC) + timedelta(minutes=1):%Y-%m-%dT%H:%M:%SZ}")
    live = fair.brand.get(f"/activations/{activation}/live")
    assert live["totals"] == {"accepted": 2, "flagged": 0, "refused": 3}


def test_a_phone_without_javascript_is_counted_once_however_often_its_page_is_loaded(fair: Fair) -> None:
    activation, [code] = fair.launch(landing_url="https://shop.example.com/thanks")
    phone = fair.shop.phone("old", script=False)
    phone.open(f"/q/{code['short_code']}?lang=de")
    assert phone.see()["cookies"] == []
    phone.do("tap", on=BUTTON)
    phone.do("reload")
    seen = phone.see()
    assert "Danke. Ihr Scan wurde gezählt." in seen["text"]
    assert (seen["path"], seen["cookies"]) == (f"/q/{code['short_code']}/result", [DEVICE])
    phone.shoot("activations/6-without-javascript")
    assert fair.verdicts(activation) == [("accepted", [])]


def test_what_a_fan_scanned_is_a_reward_fact_of_the_account_that_they_join(
    fair: Fair, fenced: tuple[str, str], fan: Phone
) -> None:
    status, issued = fan.ask("POST", "/api/v1/fans/me/link", {"code": fenced[1]})
    assert status == 201
    creator = newcomer(fair.system, "creator").person()
    assert facts_of(fair.system, creator.id) == []
    creator.post("/fan-links", ticket=issued["ticket"])
    assert creator.refused("POST", "/fan-links", ticket=issued["ticket"]) == (409, "FAN_TICKET_REFUSED")
    [fact] = eventually(lambda: facts_of(fair.system, creator.id))
    assert fact == ("scan.accepted", fenced[0])
    [link] = creator.get("/fan-links")["data"]
    assert link["devices"] == 1


def facts_of(system: RunningSystem, user: UUID) -> list[tuple[str, str]]:
    """What rewards know of somebody's scans: the type, and the activation."""
    with psycopg.connect(system.database_url) as db:
        return db.execute(
            "select type, data ->> 'activation_id' from reward_facts"
            " where subject_user_id = %s and type like 'scan.%%'",
            (user,),
        ).fetchall()
