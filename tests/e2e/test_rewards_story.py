"""Rewards over HTTP: a third deal is rewarded, to the cent, and its badge is shown, verified and taken back."""

from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from tests.actors import Member, Person, administrator, newcomer
from tests.e2e.system import RunningSystem
from tests.e2e.test_agents_story import AFTER_THE_HOLD, be_payable, paid, release, run
from tests.e2e.test_marketplace import dollars, proven, revenue
from tests.e2e.third_deal_badge import (
    NAME,
    badge_is_shown_until_it_is_taken_back,
    badge_of,
    eventually,
    level_of,
)
from tests.typing import Connection

THIRD = {"on": "deal.released", "who": "creator", "levels": [3]}


@pytest.fixture
def superuser(system: RunningSystem) -> Any:
    """For counter-proofs: what the platform has, of which no door tells."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        yield db


def test_a_third_deal_is_rewarded_claimed_paid_and_shown(
    system: RunningSystem, superuser: Connection
) -> None:
    admin = administrator(system).person()
    owner, artist = newcomer(system, "brand"), newcomer(system, "creator", full_name="Wanda Third")
    brand, creator = owner.person(), artist.person()
    owner.deposit(100_000)
    before = revenue(superuser)
    program = make_money_program(brand, budget=6_000, reward=2_500)
    key = make_badge(admin)
    assert dollars(owner) == {"available": 94_000, "held": 6_000, "pending": 0}

    award = granted_by_the_third(brand, creator, key)
    assert budget(brand, program) == {"left": 3_500, "reserved": 2_500, "spent": 0}
    told_once(creator, award["id"])

    claim_once(system, artist, award["id"])
    assert budget(brand, program) == {"left": 3_500, "reserved": 0, "spent": 2_500}
    assert dollars(owner) == {"available": 61_000, "held": 3_500, "pending": 0}
    be_payable(artist)
    run(system, "payouts", datetime.now(UTC) + AFTER_THE_HOLD)
    assert paid(artist) == [32_500]
    assert brand.post(f"/reward-programs/{program}/end")["returned_amount"] == 3_500
    assert dollars(owner) == {"available": 64_500, "held": 0, "pending": 0}
    assert revenue(superuser) - before == 3_000
    assert 64_500 + 32_500 + 3_000 == 100_000
    assert proven(system) == []

    badge_is_shown_until_it_is_taken_back(system, admin, artist, key)
    assert proven(system) == []


def make_money_program(brand: Person, *, budget: int, reward: int) -> str:
    """A brand's program in dollars: funded, its trigger live, and active; its id."""
    program = brand.post("/reward-programs", name="Three times with us", currency="usd")["id"]
    path = f"/reward-programs/{program}"
    assert brand.refused("POST", f"{path}/activate") == (409, "PROGRAM_BUDGET_EMPTY")
    assert brand.post(f"{path}/fund", amount=budget)["budget_left"] == budget
    money = {"kind": "money", "amount": reward, "currency": "usd"}
    go_live(brand, program, "third-deal", money)
    assert brand.post(f"{path}/activate")["status"] == "active"
    return str(program)


def make_badge(admin: Person) -> str:
    """The platform's badge for a third deal, in a program without money; the achievement's key."""
    key = f"third-deal-{uuid4().hex[:8]}"
    admin.post(
        "/achievement-definitions", key=key, name="Three is a series", description="Did three deals.",
        criteria="Was paid for three deals.", image_key="deal-maker", audience="creator",
    )  # fmt: skip
    program = admin.post("/reward-programs", name=f"Badges {key}")["id"]
    go_live(admin, program, key, {"kind": "badge", "achievement": key, "level": 1}, auto_claim=True)
    assert admin.post(f"/reward-programs/{program}/activate")["status"] == "active"
    return key


def go_live(person: Person, program: str, key: str, reward: dict[str, object], **more: object) -> None:
    """A trigger that counts third deals from now on."""
    body = {
        "program_id": program,
        "key": key,
        "name": NAME,
        "definition": THIRD,
        "reward": reward,
        **more,
    }
    trigger = person.post("/reward-triggers", **body)
    live = person.post(
        f"/reward-triggers/{trigger['id']}/live", version=trigger["version"], carry_counters=False
    )
    assert live["status"] == "live"


def money_of(creator: Person) -> Any:
    """The one reward in money of a brand, if there is one: what the demo's platform grants is not looked at."""
    found = [one for one in creator.get("/rewards")["data"] if one["kind"] == "money" and one["brand_id"]]
    assert len(found) <= 1, found
    return found[0] if found else None


def budget(brand: Person, program: str) -> dict[str, int]:
    """Of a program, in cents."""
    shown = brand.get(f"/reward-programs/{program}")
    return {part: shown[f"budget_{part}"] for part in ("left", "reserved", "spent")}


def granted_by_the_third(brand: Person, creator: Person, key: str) -> Any:
    """Two deals are counted, and bring nothing; the third brings the award."""
    for _ in range(2):
        release(brand, creator, 10_000)
    eventually(lambda: level_of(creator, key)["progress"]["value"] == 2)
    assert (money_of(creator), level_of(creator, key)["unlocked_at"]) == (None, None)
    assert len(level_of(creator, key)["progress"]["counted"]) == 2
    release(brand, creator, 10_000)
    award = eventually(lambda: money_of(creator))
    assert (award["status"], award["level"], award["amount"], award["currency"]) == (
        "granted",
        3,
        2_500,
        "usd",
    )
    assert award["brand"]["id"] == award["brand_id"]
    return award


def told_once(creator: Person, award: str) -> None:
    """The third deal brought money and a badge: the inbox has one line for both."""
    told = creator.get("/notifications")["data"]
    [line] = [one for one in told if award in one["metadata"].get("award_ids", ())]
    assert (line["category"], line["type"]) == ("rewards", "award_granted")
    said = line["metadata"]
    assert badge_of(creator.get("/rewards")["data"])["id"] in said["award_ids"]
    assert (said["amount"], said["currency"]) == (2_500, "usd")


def claim_once(system: RunningSystem, artist: Member, award: str) -> None:
    """The same key brings the same answer; another one, that it was claimed; nobody else can."""
    path = f"/api/v1/rewards/{award}/claim"
    other = newcomer(system, "creator").person()
    assert other.refused("POST", f"/rewards/{award}/claim") == (404, "NOT_FOUND")

    def claim(key: str) -> Any:
        return artist.send("POST", path, user=artist.id, key=key)

    first = uuid4().hex
    taken, again, late = claim(first), claim(first), claim(uuid4().hex)
    assert (taken.status, again.status, late.status) == (200, 200, 409), late.body
    assert taken.body["status"] == "claimed"
    assert again.body == taken.body
    assert late.body["code"] == "ALREADY_CLAIMED"
    [earning] = [one for one in artist.person().get("/earnings")["data"] if one["kind"] == "reward"]
    assert (earning["gross_amount"], earning["fee_amount"], earning["amount"]) == (2_500, 0, 2_500)
