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

from local.welcome import DEMO_CODE, DEMO_GATE, DEMO_SCREEN
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
CHECKED = "Your scan was counted and is being checked."
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

    def staff(self, activation: str, kind: str, *, then: str) -> Phone:
        """A phone, or a screen, that opened a new link; before its button was pressed there was no cookie."""
        link = self.brand.post(f"/activations/{activation}/staff", kind=kind, label="Northern door")["url"]
        phone = self.shop.phone(kind)
        phone.open(link)
        assert phone.see()["cookies"] == []
        phone.do("tap", on="form button")
        seen = phone.see()
        assert (seen["path"], [cookie["name"] for cookie in seen["cookies"]]) == (then, ["__Host-staff"])
        return phone

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


def test_a_gate_without_a_network_keeps_a_code_that_counts_once_and_uploads_it_later(fair: Fair) -> None:
    activation, codes = fair.launch(codes=2, code_mode="single_use")
    gate = fair.staff(activation, "gate", then=f"/q/{codes[0]['short_code']}/gate")
    kept = codes[1]["short_code"]
    gate.do("offline", **{"is": True})
    gate.do("type", on="#code", text=kept)
    gate.do("tap", on="#form button", until="#list li")
    gate.do("wait", text=f"{kept}: kept, not checked yet")
    assert "1 kept, not uploaded yet" in gate.see()["text"]
    assert fair.verdicts(activation) == []
    gate.shoot("activations/8-gate-offline")
    gate.do("offline", **{"is": False})
    gate.do("wait", text=f"{kept}: Counted")
    gate.do("type", on="#code", text=kept)
    gate.do("tap", on="#form button", until="#list li")
    gate.do("wait", text=f"{kept}: Already counted")
    gate.shoot("activations/9-gate-online")
    assert fair.verdicts(activation) == [("accepted", []), ("refused", ["already_counted"])]
    [link] = fair.brand.get(f"/activations/{activation}/staff")["data"]
    fair.brand.delete(f"/activation-staff/{link['id']}")
    gate.do("type", on="#code", text=codes[0]["short_code"])
    gate.do("tap", on="#form button", until="#list li")
    gate.do("wait", text="This link does not open the gate any more")
    assert len(fair.verdicts(activation)) == 2


def test_a_screen_shows_a_code_whose_proof_counts_for_a_phone_that_reads_it(fair: Fair) -> None:
    activation, [code] = fair.launch(code_mode="rotating")
    screen = fair.staff(activation, "screen", then=f"/q/{code['short_code']}/screen")
    screen.do("drawn", on="#picture")
    screen.shoot("activations/7-screen")
    shown = screen.scans()
    assert shown.startswith(f"{fair.system.url}/q/{code['short_code']}?p=")
    reader, guesser = fair.shop.phone("reader"), fair.shop.phone("guesser")
    for phone, address, told in ((reader, shown, COUNTED), (guesser, shown.partition("?")[0], CHECKED)):
        phone.open(address)
        phone.do("tap", on=BUTTON, until=ANSWER)
        assert told in phone.see()["text"]
    assert fair.verdicts(activation) == [("accepted", []), ("flagged", ["proof"])]


def test_what_make_up_prints_leads_a_phone_all_the_way(fair: Fair) -> None:
    visitor = fair.shop.phone("visitor")
    visitor.open(f"/q/{DEMO_CODE}")
    visitor.do("tap", on=BUTTON, until=ANSWER)
    assert COUNTED in visitor.see()["text"]
    for token, page in ((DEMO_GATE, "gate"), (DEMO_SCREEN, "screen")):
        phone = fair.shop.phone(token)
        phone.open(f"/q/staff#{token}")
        phone.do("tap", on="form button")
        assert phone.see()["path"].endswith(f"/{page}")


def facts_of(system: RunningSystem, user: UUID) -> list[tuple[str, str]]:
    """What rewards know of somebody's scans: the type, and the activation."""
    with psycopg.connect(system.database_url) as db:
        return db.execute(
            "select type, data ->> 'activation_id' from reward_facts"
            " where subject_user_id = %s and type like 'scan.%%'",
            (user,),
        ).fetchall()
