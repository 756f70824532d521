"""Agents over HTTP, to the cent: who brought whom, a fee in two halves, what goes back, payouts, boards, a ring."""

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import psycopg
import pytest

from tests.actors import Member, Person, administrator, newcomer
from tests.e2e.system import RunningSystem
from tests.e2e.test_deal_disputes import split
from tests.e2e.test_marketplace import dollars, earned, proven, revenue
from tests.typing import Connection

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1 Mobile/15E148 Safari/604.1"
AFTER_THE_HOLD = timedelta(days=7, minutes=1)


@pytest.fixture
def superuser(system: RunningSystem) -> Any:
    """For counter-proofs, and for the passing of time."""
    with psycopg.connect(system.database_url, autocommit=True) as db:
        yield db


def run(system: RunningSystem, job: str, at: datetime) -> dict[str, int]:
    """What a job counted, as of a time."""
    ran = system.fire(job, at.isoformat()).json()
    assert ran["status"] == "succeeded", ran
    counts: dict[str, int] = ran["counts"]
    return counts


def two_agents(system: RunningSystem) -> tuple[Member, Member]:
    """Whoever of them was there first gets the unit that does not divide when something goes back."""
    first, second = newcomer(system, "agent", full_name="Ada"), newcomer(system, "agent", full_name="Ben")
    return (first, second) if first.id < second.id else (second, first)


def make_creator(system: RunningSystem, person: Member) -> None:
    """They work themselves, too."""
    admin = administrator(system)
    body = {"action": "update-role", "user_id": str(person.id), "role": "creator", "change": "grant"}
    granted = admin.send("POST", "/functions/v1/user-management", user=admin.id, body=body)
    assert granted.body["roles"] == ["agent", "creator"], granted.body


def touch(system: RunningSystem, code: str) -> str:
    """Somebody with a telephone follows an agent's link; the token that the site gets to keep."""
    followed = system.client.get(f"/r/{code}?to=/join", headers={"user-agent": PHONE})
    assert followed.status_code == 302, followed.text
    address = urlsplit(followed.headers["location"])
    assert address.path == "/join"
    [token] = parse_qs(address.query)["ref"]
    return token


def let_days_pass(db: Connection, *people: Member) -> None:
    """Since they joined: who is paid within an hour is looked at first."""
    db.execute(
        "update auth.users set created_at = created_at - interval '2 days' where id = any(%s)",
        ([person.id for person in people],),
    )


def release(brand: Person, creator: Person, *prices: int) -> list[str]:
    """A deal of a milestone for each price, the first of them paid; their held funds."""
    parts = [{"title": f"Film {number}", "price": price} for number, price in enumerate(prices)]
    offer = {"creator_user_id": str(creator.id), "title": "Films about tea", "milestones": parts}
    milestones = creator.post(f"/deals/{brand.post('/deals', **offer)['id']}/accept")["milestones"]
    held = [milestone["escrow"]["id"] for milestone in milestones]
    work = creator.post(f"/escrows/{held[0]}/submit", kind="text", note="Steam over a cup.")["id"]
    assert brand.post(f"/escrows/{held[0]}/approve", submission_id=work)["status"] == "released"
    return held


def commissions(agent: Member) -> list[tuple[str, str, str, int]]:
    """Kind, side, status and amount of each, newest first."""
    rows = agent.person().get(f"/agents/{agent.id}/commissions")["data"]
    return [(row["kind"], row["side"], row["status"], row["amount"]) for row in rows]


def be_payable(*people: Member) -> None:
    """An account at the stub of Stripe, with all that is asked for."""
    for person in people:
        person.person().post("/connect/onboarding", country="DE")
        assert person.person().get("/connect/status")["payouts_enabled"]


def paid(person: Member) -> list[int]:
    """What went out to somebody, newest first, in cents."""
    rows = person.person().get("/payouts")["data"]
    assert {row["status"] for row in rows} <= {"paid"}
    return [row["amount"] for row in rows]


def lines(person: Member) -> tuple[list[int], list[int]]:
    """What the newest payout is made of: earnings and commissions, in cents."""
    newest = person.person().get("/payouts")["data"][0]["id"]
    report = person.person().get(f"/payouts/{newest}/report")
    return [line["amount"] for line in report["lines"]], [line["amount"] for line in report["commissions"]]


def test_a_fee_in_two_halves_and_every_cent_is_somewhere(
    system: RunningSystem, superuser: Connection
) -> None:
    ada, ben = two_agents(system)
    link = ada.person().post("/agents/codes")["code"]
    ben.person().post("/agents/codes", code="tea-bold-10")
    artist = newcomer(system, "creator", referral={"touch": touch(system, link)})
    owner = newcomer(system, "brand", referral={"code": " Tea-b0Id-1o "})
    let_days_pass(superuser, artist, owner)
    owner.deposit(100_000)
    before = revenue(superuser)

    film, second = release(owner.person(), artist.person(), 50_010, 30_001)
    assert dollars(owner) == {"available": 44_989, "held": 0, "pending": 0}
    assert earned([artist]) == [(55_011, 5_001, 50_010)]
    assert commissions(ada) == [("earned", "creator", "pending", 2_500)]
    assert commissions(ben) == [("earned", "brand", "pending", 2_500)]
    assert revenue(superuser) - before == 1, "the odd cent"

    shared = split(owner.person(), artist.person(), second)
    assert (shared["released_amount"], shared["fee_amount"], shared["refunded_amount"]) == (
        12_345,
        1_235,
        19_421,
    )
    assert revenue(superuser) - before == 2
    take_back_a_fifth(system, artist, film)
    assert dollars(owner) == {"available": 42_411, "held": 0, "pending": 0}
    assert revenue(superuser) - before == 1
    for agent, side, back in ((ada, "creator", 500), (ben, "brand", 499)):
        assert commissions(agent) == [
            ("reversal", side, "pending", -back), ("earned", side, "pending", 617), ("earned", side, "pending", 2_500),
        ]  # fmt: skip

    a_second_trade(system, ben)
    be_payable(artist, ada, ben)
    run(system, "payouts", datetime.now(UTC) + AFTER_THE_HOLD)
    assert (paid(artist), paid(ada), paid(ben)) == ([52_353], [2_617], [22_618])
    assert 42_411 + 52_353 + 2_617 + 2_618 + 1 == 100_000
    assert lines(ben)[0] == [20_000]
    assert sorted(lines(ben)[1]) == [-499, 617, 2_500]
    assert revenue(superuser) - before == 1 + 2_000
    assert proven(system) == []
    the_morning_after(system, superuser, ada, ben)


def take_back_a_fifth(system: RunningSystem, artist: Member, escrow: str) -> None:
    """Of what was earned by the first film, and of its fee: 1,000 of 5,001, of which the platform has but one."""
    [earning] = [row for row in artist.person().get("/earnings")["data"] if row["escrow_id"] == escrow]
    admin = administrator(system).person()
    taken = admin.post(f"/earnings/{earning['id']}/clawbacks", amount=10_002, reason="Half of it is missing.")
    assert (taken["amount"], taken["fee_amount"]) == (-10_002, -1_000)


def a_second_trade(system: RunningSystem, ben: Member) -> None:
    """Ben is a creator, too: 200.00 of a brand whom nobody has brought, whose fee is all the platform's."""
    make_creator(system, ben)
    stranger = newcomer(system, "brand")
    stranger.deposit(22_000)
    release(stranger.person(), ben.person(), 20_000)


def the_morning_after(system: RunningSystem, db: Connection, ada: Member, ben: Member) -> None:
    """The jobs of the night count the day; the board ranks the two, and names whom it may."""
    night = (datetime.now(UTC) + timedelta(days=1)).replace(hour=1, minute=20)
    ada.person().patch("/agents/me", leaderboard_name=True)
    for job in ("agent-metrics", "agent-rankings", "agent-tiers"):
        run(system, job, night)
    board = ada.person().get("/agents/leaderboard", period="all", metric="commission", currency="usd")["data"]
    ranks = {row["value"]: row for row in board if row["value"] in (2_617, 2_618)}
    assert ranks[2_618]["rank"] + 1 == ranks[2_617]["rank"]
    assert (ranks[2_617]["is_own"], ranks[2_618]["display_name"]) == (True, "Agent")
    assert ranks[2_617]["display_name"] == ada.person().get("/agents/me")["display_name"]
    for agent, role, clicks, amount in ((ada, "creator", 1, 2_617), (ben, "brand", 0, 2_618)):
        [person] = agent.person().get(f"/agents/{agent.id}/referrals")["data"]
        assert (person["name"], person["role"], person["status"]) == (f"New {role}", role, "active")
        assert person["commissions"] == [{"currency": "usd", "amount": amount}]
        let_it_be_yesterday(db, agent)
        figures = agent.person().get(f"/agents/{agent.id}/performance")
        assert figures["active_referrals"] == 1
        assert (figures["totals"]["clicks"], figures["totals"]["signups"]) == (clicks, 1)
        assert figures["totals"]["deals"] == 2
        [money] = figures["money"]
        assert (money["currency"], money["gmv"], money["commission"]) == ("usd", 55_011 + 13_580, amount)


def let_it_be_yesterday(db: Connection, agent: Member) -> None:
    """What was counted of today: figures are shown of whole days."""
    db.execute("update agent_metrics set day = day - 1 where agent_user_id = %s", (agent.id,))
    db.execute("update agent_money_metrics set day = day - 1 where agent_user_id = %s", (agent.id,))


def test_a_ring_waits_for_an_administrator_and_is_paid_when_it_is_none(
    system: RunningSystem, superuser: Connection
) -> None:
    """Tim brings Rex, Rex brings Mia, and Mia pays Tim."""
    tim, admin = newcomer(system, "agent", full_name="Tim"), administrator(system).person()
    make_creator(system, tim)
    rex = newcomer(
        system, "agent", full_name="Rex", referral={"code": tim.person().post("/agents/codes")["code"]}
    )
    mia = newcomer(system, "brand", referral={"code": rex.person().post("/agents/codes")["code"]})
    let_days_pass(superuser, tim, rex, mia)
    mia.deposit(11_000)
    release(mia.person(), tim.person(), 10_000)
    assert (commissions(rex), commissions(tim)) == ([("earned", "brand", "pending", 1_000)], [])
    be_payable(rex, tim)

    now = datetime.now(UTC)
    run(system, "fraud-rings", now)
    assert commissions(rex) == [("earned", "brand", "held", 1_000)]
    run(system, "payouts", now + AFTER_THE_HOLD)
    assert (paid(rex), paid(tim)) == ([], [10_000]), "what Tim earned by his work does not wait"

    groups = admin.get("/fraud-groups", rule="ring", status="pending")["data"]
    about = {group["subject_id"]: group["id"] for group in groups}
    shown = admin.get(f"/fraud-groups/{about[str(rex.id)]}")
    assert shown["held"] == [{"currency": "usd", "commissions": 1, "amount": 1_000}]
    assert sorted(shown["events"][0]["evidence"]["members"]) == sorted(str(one.id) for one in (tim, rex, mia))
    for agent in (rex, tim):
        path = f"/fraud-groups/{about[str(agent.id)]}/resolve"
        assert admin.post(path, resolution="dismiss", reason="Neighbours.")["status"] == "resolved"
    run(system, "fraud-rings", now + timedelta(days=1))
    assert commissions(rex) == [("earned", "brand", "pending", 1_000)], "what is decided is not found again"
    run(system, "payouts", now + AFTER_THE_HOLD + timedelta(days=1))
    assert (paid(rex), lines(rex)) == ([1_000], ([], [1_000]))
    assert commissions(rex) == [("earned", "brand", "paid", 1_000)]
    assert proven(system) == []
