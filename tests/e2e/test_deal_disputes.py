"""Two milestones over HTTP, to the cent: one released, one split by a dispute, then the card is disputed and lost."""

from datetime import UTC, datetime
from typing import Any

import psycopg
import pytest

from common import database
from common.adapters.payments.stub import StubPaymentAdapter
from tests.actors import Member, Person, newcomer
from tests.e2e.system import RunningSystem
from tests.e2e.test_marketplace import dollars, earned, proven, revenue


@pytest.fixture
def bank(system: RunningSystem, monkeypatch: pytest.MonkeyPatch) -> StubPaymentAdapter:
    """Where payers dispute: the stub of the running system, whose memory is in its database."""
    monkeypatch.setenv("DATABASE_URL", system.cluster.url("api_login"))
    database.close()
    return StubPaymentAdapter()


def two_milestones(brand: Person, creator: Person) -> tuple[str, str]:
    """An offer of 500.00 and 300.01 that both have accepted; what is held for each."""
    offer = {
        "creator_user_id": str(creator.id), "title": "A series about tea",
        "milestones": [{"title": "Script", "price": 50_000}, {"title": "Film", "price": 30_001}],
    }  # fmt: skip
    deal = brand.post("/deals", **offer)["id"]
    first, second = (part["escrow"]["id"] for part in creator.post(f"/deals/{deal}/accept")["milestones"])
    return first, second


def split(brand: Person, creator: Person, escrow: str) -> Any:
    """A dispute in which both come to 123.45 without anybody's decision; what became of the held funds."""
    brand.post(f"/escrows/{escrow}/lock")
    creator.post(f"/escrows/{escrow}/submit", kind="text", note="Scene two: milk.")
    brand.post(f"/escrows/{escrow}/review")
    opened = creator.post(
        f"/escrows/{escrow}/dispute",
        reason_code="not_paid",
        claim="It is what you asked for.",
        opener_amount=20_000,
    )
    assert brand.refused("POST", f"/escrows/{escrow}/approve", submission_id=opened["id"]) == (
        409,
        "STEP_NOT_ALLOWED",
    )
    answer = {"answer": "Half of it is missing.", "answer_amount": 5_000}
    assert brand.post(f"/disputes/{opened['id']}/answer", **answer)["status"] == "answered"
    brand.post(f"/disputes/{opened['id']}/propose", amount=12_345)
    ended = creator.post(f"/disputes/{opened['id']}/accept", amount=12_345)
    assert (ended["status"], ended["resolution"], ended["creator_amount"]) == (
        "resolved",
        "agreement",
        12_345,
    )
    return brand.get(f"/escrows/{escrow}")


def two_more(brand: Person, creator: Person) -> list[str]:
    """Deals of 100.00: of the first the work is handed in, the second nobody has begun. What is held for each."""
    held = []
    for title in ("A cup", "A pot"):
        offer = {
            "creator_user_id": str(creator.id),
            "title": title,
            "milestones": [{"title": title, "price": 10_000}],
        }
        deal = brand.post("/deals", **offer)["id"]
        [milestone] = creator.post(f"/deals/{deal}/accept")["milestones"]
        held.append(milestone["escrow"]["id"])
    creator.post(f"/escrows/{held[0]}/submit", kind="text", note="The cup.")
    return held


def owed(member: Member) -> tuple[int, int, int]:
    """Available, held and owed in dollars, in cents."""
    [wallet] = [one for one in member.person().get("/wallets")["data"] if one["currency"] == "usd"]
    return wallet["available"], wallet["held"], wallet["debt"]


def hear_of(system: RunningSystem) -> None:
    """What no webhook has brought is asked for by night, and handled by the sweep."""
    for job in ("payments-reconciliation", "payments-sweep"):
        ran = system.fire(job, datetime.now(UTC).isoformat()).json()
        assert ran["status"] == "succeeded", ran


def lose_the_card(
    system: RunningSystem, bank: StubPaymentAdapter, owner: Member, creator: Person, payment: str
) -> None:
    """Two more deals run when the card is disputed for all that it has paid, and then that is lost."""
    brand = owner.person()
    begun, waiting = two_more(brand, creator)
    assert dollars(owner) == {"available": 8_421, "held": 22_000, "pending": 0}
    dispute = bank.open_dispute(payment, 99_001)
    hear_of(system)
    assert owed(owner) == (0, 22_000, 99_001 - 8_421)
    for escrow in (begun, waiting):
        shown = creator.get(f"/escrows/{escrow}")
        assert (shown["is_frozen"], shown["next_deadline"]) == (True, None)
    assert creator.refused("POST", f"/escrows/{waiting}/start") == (409, "ESCROW_FROZEN")

    bank.close_dispute(dispute.id, "lost")
    hear_of(system)
    assert creator.get(f"/escrows/{waiting}")["status"] == "refunded"
    delivered = creator.get(f"/escrows/{begun}")
    assert (delivered["status"], delivered["is_frozen"]) == ("work_submitted", False), "who delivered goes on"
    assert owed(owner) == (0, 11_000, 99_001 - 8_421 - 11_000), "what came back has paid the debt first"
    [handed_in] = creator.get(f"/escrows/{begun}/submissions")["data"]
    assert brand.post(f"/escrows/{begun}/approve", submission_id=handed_in["id"])["status"] == "released"
    assert owed(owner) == (0, 0, 79_580)


def test_a_released_a_split_and_a_lost_payment_to_the_cent(
    system: RunningSystem, bank: StubPaymentAdapter
) -> None:
    owner, artist = newcomer(system, "brand"), newcomer(system, "creator")
    brand, creator = owner.person(), artist.person()
    payment = owner.deposit(99_001)
    with psycopg.connect(system.database_url, autocommit=True) as db:
        before = revenue(db)
        first, second = two_milestones(brand, creator)
        work = creator.post(f"/escrows/{first}/submit", kind="text", note="Scene one: steam.")["id"]
        paid = brand.post(f"/escrows/{first}/approve", submission_id=work)
        assert (paid["status"], paid["released_amount"], paid["fee_amount"]) == ("released", 50_000, 5_000)

        shared = split(brand, creator, second)
        assert (shared["status"], shared["total"]) == ("released", 33_001)
        assert (shared["released_amount"], shared["fee_amount"], shared["refunded_amount"]) == (
            12_345,
            1_235,
            19_421,
        )
        assert dollars(owner) == {"available": 30_421, "held": 0, "pending": 0}
        assert sorted(earned([artist])) == [(13_580, 1_235, 12_345), (55_000, 5_000, 50_000)]
        assert revenue(db) - before == 6_235

        lose_the_card(system, bank, owner, creator, payment)
        assert revenue(db) - before == 7_235
    assert sorted(amount for _, _, amount in earned([artist])) == [10_000, 12_345, 50_000], (
        "nothing is clawed back"
    )
    assert proven(system) == []
