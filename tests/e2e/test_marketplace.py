"""The two stories of the marketplace over HTTP, to the cent: ten slots of one job, and an offer of two milestones."""

from datetime import UTC, datetime, timedelta
from typing import Any

import psycopg

from tests.actors import PAYMENTS, Member, Person, administrator, newcomer
from tests.e2e.system import RunningSystem
from tests.factories.ledger import account, balance
from tests.typing import Connection


def dollars(member: Member) -> dict[str, int]:
    """What the wallet in dollars shows, in cents."""
    answer = member.send("GET", PAYMENTS, user=member.id, query={"action": "get-wallet-balance"})
    [wallet] = [one for one in answer.body["balances"] if one["currency"] == "usd"]
    return {name: wallet[name] for name in ("available", "held", "pending")}


def earned(creators: list[Member]) -> list[tuple[int, int, int]]:
    """Gross, fee and amount of each earning, in cents."""
    rows = [row for creator in creators for row in creator.person().get("/earnings")["data"]]
    assert all(row["campaign_id"] is None and row["escrow_id"] for row in rows)
    return [(row["gross_amount"], row["fee_amount"], row["amount"]) for row in rows]


def claim_and_hand_in(gig: str, creator: Person) -> tuple[int, str, str]:
    """The price of the slot that the creator got (cents), its held funds, and the work."""
    deal = creator.post(f"/gigs/{gig}/claim")["deal_id"]
    [milestone] = creator.get(f"/deals/{deal}")["milestones"]
    escrow = milestone["escrow"]["id"]
    work = creator.post(f"/escrows/{escrow}/submit", kind="text", note="Here it is.")
    return milestone["price"], escrow, work["id"]


def statement(brand: Person) -> list[tuple[str, int]]:
    """The lines of the wallet in dollars, oldest first: type and balance after, in cents."""
    wallet = next(one for one in brand.get("/wallets")["data"] if one["currency"] == "usd")
    lines = brand.get(f"/wallets/{wallet['id']}/statement")["data"]
    return [(line["transaction_type"], line["balance_after"]) for line in lines]


def revenue(db: Connection) -> int:
    return balance(db, account(db, "platform_revenue"))


def proven(system: RunningSystem) -> Any:
    """What the nightly proof finds; nothing, where the books are right."""
    admin = administrator(system)
    return admin.person().post("/reconciliations")["findings"]


def test_a_job_of_ten_slots_to_the_cent(system: RunningSystem) -> None:
    owner = newcomer(system, "brand")
    workers = [newcomer(system, "creator") for _ in range(7)]
    brand = owner.person()
    owner.deposit(20_000)
    with psycopg.connect(system.database_url, autocommit=True) as db:
        before = revenue(db)
        draft = {
            "mode": "claim",
            "title": "A picture with our tea",
            "slots_total": 10,
            "budget_total": 10_003,
        }
        gig = brand.post("/gigs", **draft)["id"]
        opened = brand.post(f"/gigs/{gig}/open")
        assert (opened["price_min"], opened["price_max"], opened["funded_total"]) == (1_000, 1_001, 11_003)
        assert dollars(owner) == {"available": 8_997, "held": 11_003, "pending": 0}
        taken = [claim_and_hand_in(gig, worker.person()) for worker in workers]
        assert [price for price, _, _ in taken] == [1_001] * 3 + [1_000] * 4
        for _, escrow, work in taken[:6]:
            assert brand.post(f"/escrows/{escrow}/approve", submission_id=work)["status"] == "released"
        _, unapproved, work = taken[6]
        brand.post(f"/escrows/{unapproved}/reject", submission_id=work, reason_code="quality")

        assert earned(workers) == [(1_101, 100, 1_001)] * 3 + [(1_100, 100, 1_000)] * 3
        assert revenue(db) - before == 600
        assert brand.post(f"/gigs/{gig}/close", reason="Enough.")["refunded_amount"] == 3_300
        assert dollars(owner) == {"available": 12_297, "held": 1_100, "pending": 0}
        assert workers[0].person().refused("POST", f"/gigs/{gig}/claim") == (409, "GIG_NOT_OPEN")
        shown = brand.get(f"/escrows/{unapproved}")
        assert shown["what_happens_then"].startswith("The money goes back to the brand")

        pass_the_deadline(system, shown["next_deadline"])
        assert brand.get(f"/escrows/{unapproved}")["refunded_amount"] == 1_100
        assert dollars(owner) == {"available": 13_397, "held": 0, "pending": 0}
        assert [log["kind"] for log in workers[6].person().get("/creator-logs")["data"]] == [
            "closed_unapproved"
        ]
        assert 20_000 - 13_397 == 6_003 + 600, (
            "what the brand lacks is what six creators and the platform have"
        )
    assert len(earned(workers)) == 6, "time has paid nobody"
    assert statement(brand)[-2:] == [("release", 12_297), ("release", 13_397)]
    assert proven(system) == []


def pass_the_deadline(system: RunningSystem, deadline: str) -> None:
    """The job runs a minute after the deadline that the answer named, which is a week away."""
    moment = datetime.fromisoformat(deadline)
    assert moment - datetime.now(UTC) > timedelta(days=6)
    ran = system.fire("deal-deadlines", (moment + timedelta(minutes=1)).isoformat()).json()
    assert (ran["status"], ran["counts"]["errors"]) == ("succeeded", 0), ran


def test_an_offer_of_two_milestones_to_the_cent(system: RunningSystem) -> None:
    owner, artist = newcomer(system, "brand"), newcomer(system, "creator")
    brand, creator = owner.person(), artist.person()
    owner.deposit(100_000)
    with psycopg.connect(system.database_url, autocommit=True) as db:
        before = revenue(db)
        offer = {
            "creator_user_id": str(artist.id), "title": "A series about tea",
            "milestones": [{"title": "Script", "price": 50_000}, {"title": "Film", "price": 30_001}],
        }  # fmt: skip
        deal = brand.post("/deals", **offer)
        assert (deal["price"], deal["fee"], deal["total"]) == (80_001, 8_000, 88_001)
        assert dollars(owner) == {"available": 100_000, "held": 0, "pending": 0}
        milestones = creator.post(f"/deals/{deal['id']}/accept")["milestones"]
        first, second = (milestone["escrow"]["id"] for milestone in milestones)
        assert dollars(owner) == {"available": 45_000, "held": 55_000, "pending": 0}
        work = creator.post(f"/escrows/{first}/submit", kind="text", note="Scene one: steam.")["id"]
        paid = brand.post(f"/escrows/{first}/approve", submission_id=work)
        assert (paid["status"], paid["released_amount"], paid["fee_amount"]) == ("released", 50_000, 5_000)
        assert brand.post(f"/escrows/{second}/lock")["status"] == "locked"
        assert dollars(owner) == {"available": 11_999, "held": 33_001, "pending": 0}
        creator.post(f"/escrows/{second}/start")
        assert brand.post(f"/escrows/{second}/cancel")["status"] == "work_in_progress", "one side alone"
        back = creator.post(f"/escrows/{second}/cancel")
        assert (back["status"], back["refunded_amount"], back["fee_amount"]) == ("refunded", 33_001, 0)
        assert brand.get(f"/deals/{deal['id']}")["status"] == "completed"
        assert dollars(owner) == {"available": 45_000, "held": 0, "pending": 0}
        assert dollars(artist) == {"available": 0, "held": 0, "pending": 50_000}
        assert earned([artist]) == [(55_000, 5_000, 50_000)]
        assert revenue(db) - before == 5_000
    assert creator.refused("POST", f"/escrows/{second}/start") == (409, "STEP_NOT_ALLOWED")
    assert proven(system) == []
