"""Rewards over HTTP: a third deal is rewarded, to the cent, and its badge is shown, verified and taken back."""

import base64
import json
from datetime import UTC, datetime
from time import sleep
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import jwt
import psycopg
import pytest
from cryptography.hazmat.primitives import serialization
from openbadgeslib.ob3.verifier import OB3VerificationError, OB3Verifier

from tests.actors import Member, Person, administrator, newcomer
from tests.e2e.system import RunningSystem
from tests.e2e.test_agents_story import AFTER_THE_HOLD, be_payable, paid, release, run
from tests.e2e.test_marketplace import dollars, proven, revenue
from tests.typing import Connection
from tools.browser import look

SECONDS_TO_WAIT = 30.0
NAME = "A third deal"
THIRD = {"on": "deal.released", "who": "creator", "levels": [3]}
DESK = 1280


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

    page = published_page(system, artist, key)
    shown_in_a_browser(system, page)
    token = verified_by_others(system, page)
    revoked(system, admin, artist, page, token)
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


def eventually(look_for: Any) -> Any:
    """What is found, as soon as the worker, which the deed has woken, has done its part."""
    for _ in range(int(SECONDS_TO_WAIT * 10)):
        if found := look_for():
            return found
        sleep(0.1)
    raise AssertionError("nothing of it came")


def money_of(creator: Person) -> Any:
    """The one reward in money of a brand, if there is one: what the demo's platform grants is not looked at."""
    found = [one for one in creator.get("/rewards")["data"] if one["kind"] == "money" and one["brand_id"]]
    assert len(found) <= 1, found
    return found[0] if found else None


def badge_of(found: list[Any]) -> Any:
    """The award of the badge for a third deal, among others."""
    [badge] = [one for one in found if one["kind"] == "badge" and one["name"] == NAME]
    return badge


def level_of(creator: Person, key: str) -> Any:
    """Where somebody is with an achievement of one level."""
    [found] = [one for one in creator.get("/achievements")["data"] if one["key"] == key]
    [level] = found["levels"]
    return level


def budget(brand: Person, program: str) -> dict[str, int]:
    """Of a program, in cents."""
    shown = brand.get(f"/reward-programs/{program}")
    return {part: shown[f"budget_{part}"] for part in ("left", "reserved", "spent")}


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


def published_page(system: RunningSystem, artist: Member, key: str) -> str:
    """The path of the badge's page: nobody's until its person publishes it, then everybody's."""
    creator = artist.person()
    page: str = urlsplit(eventually(lambda: level_of(creator, key)["badge_url"])).path
    for path in (page, f"{page}/credential.jwt", f"{page}/badge.png"):
        assert system.client.get(path).status_code == 404
    published = artist.send("PUT", f"/api/v1/achievements/{key}/publication", user=artist.id, body={})
    assert (published.status, published.body) == (200, {"published": 1})
    eventually(lambda: system.client.get(f"{page}/credential.jwt").status_code == 200)
    return page


def shown_in_a_browser(system: RunningSystem, page: str) -> None:
    """Whose it is, and for what."""
    [seen] = look({"url": f"{system.url}{page}", "width": DESK})
    assert seen["errors"] == []
    assert {answer["status"] for answer in seen["requests"]} == {200}
    for words in ("Three is a series", "Wanda Third", "Did three deals.", "Was paid for three deals."):
        assert words in seen["text"]


def verifier(system: RunningSystem) -> OB3Verifier:
    """Of somebody who knows the keys that the issuer publishes, and nothing else of us."""
    (key,) = system.client.get("/issuers/platform/jwks.json").json()["keys"]
    found = jwt.PyJWK.from_dict(key).key
    return OB3Verifier(
        found.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    )


def verified_by_others(system: RunningSystem, page: str) -> str:
    """A library that is not ours accepts the credential, and refuses one that was changed; the credential."""
    token = system.client.get(f"{page}/credential.jwt").text
    judge = verifier(system)
    found = judge.verify(token, check_status=True, download=lambda url: system.client.get(url).content)
    assert found.issuer.id == f"{system.url}/issuers/platform"
    assert found.achievement.name == "Three is a series"
    header, payload, signature = token.split(".")
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    claims["credentialSubject"]["achievement"]["name"] = "Thirty is a series"
    changed = base64.urlsafe_b64encode(json.dumps(claims).encode()).decode().rstrip("=")
    with pytest.raises(OB3VerificationError, match="signature"):
        judge.verify(f"{header}.{changed}.{signature}")
    return token


def revoked(system: RunningSystem, admin: Person, artist: Member, page: str, token: str) -> None:
    """An administrator takes the badge back: its page is gone, and a copy of it is no longer accepted."""
    award = badge_of(admin.get("/reward-awards", user_id=str(artist.id))["data"])
    assert (award["status"], award["level"]) == ("fulfilled", 3)
    taken = admin.post(f"/reward-awards/{award['id']}/revoke", reason="Two deals were one.")
    assert (taken["status"], taken["reason"]) == ("revoked", "Two deals were one.")
    assert system.client.get(page).status_code == 410
    run(system, "badges-sweep", datetime.now(UTC))
    judge = verifier(system)
    judge.verify(token)  # the signature is what it was
    with pytest.raises(OB3VerificationError, match="revocation"):
        judge.verify(token, check_status=True, download=lambda url: system.client.get(url).content)
