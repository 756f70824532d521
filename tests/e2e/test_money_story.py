"""The whole way of money over HTTP: in by a deposit, spent by a campaign, out to the creator and back to the brand."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import psycopg

from tests.actors import PAYMENTS, Member, administrator, newcomer
from tests.e2e.system import RunningSystem
from tests.factories.ledger import account, balance
from tests.factories.people import brand_of
from tests.invariants import OF_THE_STORY, require_invariants
from tests.typing import Connection

CREDITED = "update ledger.entries set amount = amount + %(cent)s, balance_after = balance_after + %(cent)s"
TAMPERING = f"{CREDITED} where account_id = %(account)s and account_version = 1"


def spend_six_hundred(brand: Member, creator: Member) -> None:
    """A campaign of one reel for 600.00, delivered and approved."""
    owner, artist = brand.person(), creator.person()
    today = datetime.now(UTC).date()
    campaign = owner.post(
        "/campaigns", name="One reel", budget_total=60_000, timeline_start=str(today),
        timeline_end=str(today + timedelta(days=30)),
    )["id"]  # fmt: skip
    reel = owner.post(
        f"/campaigns/{campaign}/deliverables", deliverable_type="instagram_reel", compensation_amount=60_000
    )["id"]
    owner.post(f"/campaigns/{campaign}/launch")
    invitation = owner.post(f"/campaigns/{campaign}/invitations", creator_user_id=str(creator.id))["id"]
    artist.post(f"/invitations/{invitation}/accept")
    assert balances(brand) == {"available": 40_000, "reserved": 60_000, "pending": 0}
    submission = artist.post(
        f"/campaigns/{campaign}/submissions", deliverable_id=reel, submission_type="text", description="Done"
    )["id"]
    owner.post(f"/submissions/{submission}/reviews", decision="approved", revision=1)


def balances(person: Member) -> dict[str, int]:
    """What the wallet in dollars shows."""
    answer = person.send("GET", PAYMENTS, user=person.id, query={"action": "get-wallet-balance"})
    [dollars] = [one for one in answer.body["balances"] if one["currency"] == "usd"]
    return {name: dollars[name] for name in ("available", "reserved", "pending")}


def at_stripe(db: Connection, kind: str, field: str, value: str) -> list[int]:
    """The amounts of such objects in the stub's memory."""
    rows = db.execute(
        "select body ->> 'amount' from payment_stub_objects where kind = %s and body ->> %s = %s",
        (kind, field, value),
    )
    return [int(row[0]) for row in rows.fetchall()]


def proven(admin: Member) -> tuple[bool, list[str]]:
    """Whether the books are clean, and which rules are broken where they are not."""
    report = admin.send("POST", "/api/v1/reconciliations", user=admin.id)
    assert report.status == 201, report.body
    return report.body["is_clean"], [finding["check"] for finding in report.body["findings"]]


def test_a_thousand_in_six_hundred_spent_and_every_cent_is_somewhere(system: RunningSystem) -> None:
    brand, creator = newcomer(system, "brand"), newcomer(system, "creator")
    with psycopg.connect(system.database_url, autocommit=True) as db:
        revenue_before = balance(db, account(db, "platform_revenue"))
        intent = brand.deposit(100_000)
        spend_six_hundred(brand, creator)
        creator.send("POST", "/api/v1/connect/onboarding", user=creator.id, body={"country": "DE"})
        status = creator.send("GET", "/api/v1/connect/status", user=creator.id).body
        assert status["payouts_enabled"], status
        assert balances(creator) == {"available": 0, "reserved": 0, "pending": 54_000}

        after_the_hold = (datetime.now(UTC) + timedelta(days=7, minutes=1)).isoformat()
        assert system.fire("payouts", after_the_hold).json()["status"] == "succeeded"
        [payout] = creator.person().get("/payouts")["data"]
        assert (payout["status"], payout["amount"]) == ("paid", 54_000)
        wallet = brand.person().get("/wallets")["data"][0]["id"]
        brand.person().post(f"/wallets/{wallet}/withdrawals", amount=40_000)

        assert at_stripe(db, "payment_intent", "id", intent) == [100_000]
        assert at_stripe(db, "transfer", "payout_id", payout["id"]) == [54_000]
        assert at_stripe(db, "refund", "payment_intent", intent) == [40_000]
        assert balance(db, account(db, "platform_revenue")) - revenue_before == 6_000
        assert balances(brand) == {"available": 0, "reserved": 0, "pending": 0}
        lines = brand.person().get(f"/wallets/{wallet}/statement")["data"]
        assert [(line["transaction_type"], line["balance_after"]) for line in lines] == [
            ("deposit", 100_000), ("reservation", 40_000), ("withdrawal", 0),
        ]  # fmt: skip
        prove_the_books_before_during_and_after_a_forgery(system, db, brand.id)
        require_invariants(db, *OF_THE_STORY)


def prove_the_books_before_during_and_after_a_forgery(
    system: RunningSystem, db: Connection, owner: UUID
) -> None:
    """Clean; red while a superuser's cent stands in one entry; clean again. (Other tests share the system.)"""
    admin = administrator(system)
    assert proven(admin) == (True, [])
    forged = {"account": account(db, "brand_available", brand_id=brand_of(db, owner))}
    db.execute("set session_replication_role = replica")  # no trigger stands in the way
    try:
        db.execute(TAMPERING, forged | {"cent": 1})
        clean, broken = proven(admin)
    finally:
        db.execute(TAMPERING, forged | {"cent": -1})
        db.execute("set session_replication_role = origin")
    assert not clean
    assert {"entries sum to zero per currency", "balance equals entries"} <= set(broken)
    assert proven(admin) == (True, [])
