"""Who is told of each step of a deal, with the amount that is theirs and the deadline that acts next."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import pass_timers
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import Sides, send
from tests.typing import Connection

PRICE, TOTAL = 10_000, 11_000
"""What the creator gets, and what the brand pays; cents."""


class News:
    """What each side was told since the last look."""

    def __init__(self, db: Connection, sides: Sides) -> None:
        self._db, self._names = db, {sides.brand.id: "brand", sides.creator.id: "creator"}
        self._seen = {row[0] for row in db.execute("select id from notifications").fetchall()}

    def since(self) -> list[tuple[str, str]]:
        """Side and type of what is new, sorted; each has a category, an amount of its reader's, and its deal or gig."""
        return sorted((side, kind) for side, kind, _ in self.facts())

    def facts(self) -> list[tuple[str, str, dict[str, Any]]]:
        """The same, with what is known of each."""
        rows = self._db.execute(
            "select id, user_id, type, category, metadata from notifications where user_id = any(%s) order by id",
            (list(self._names),),
        ).fetchall()
        new = [row for row in rows if row[0] not in self._seen]
        self._seen.update(row[0] for row in rows)
        told = [
            (self._names[user], kind, facts) for _, user, kind, category, facts in new if category == "deals"
        ]
        for side, kind, facts in told:
            amount = PRICE if side == "creator" or kind == "application_received" else TOTAL
            assert (facts["amount"], facts["currency"]) == (amount, "usd"), (side, kind)
            assert facts.get("deal_title") or facts["gig_title"]
        return told


@pytest.fixture
def news(database: Database, sides: Sides) -> Any:
    with database.connect() as db:
        yield News(db, sides)


def offer(sides: Sides, **terms: object) -> str:
    deal: str = sides.brand.post(
        "/deals", creator_user_id=str(sides.creator.id), title="A film", **terms,
        milestones=[{"title": "All", "price": PRICE}],
    )["id"]  # fmt: skip
    return deal


def accepted(sides: Sides, news: News, **terms: object) -> str:
    """The held funds of a deal whose news so far were read."""
    escrow: dict[str, str] = sides.creator.post(f"/deals/{offer(sides, **terms)}/accept")["milestones"][0][
        "escrow"
    ]
    news.since()
    return f"/escrows/{escrow['id']}"


def both(kind: str) -> list[tuple[str, str]]:
    return [("brand", kind), ("creator", kind)]


def test_of_an_offer_and_of_its_answer_the_other_side_is_told(sides: Sides, news: News) -> None:
    deal = offer(sides)
    [(side, kind, facts)] = news.facts()
    assert (side, kind) == ("creator", "deal_offered")
    assert datetime.fromisoformat(facts["deadline_at"]) - datetime.now(UTC) > timedelta(days=6)
    sides.creator.post(f"/deals/{deal}/decline")
    assert news.since() == [("brand", "deal_declined")]
    taken_back = offer(sides)
    sides.brand.post(f"/deals/{taken_back}/cancel")
    assert news.since() == [("creator", "deal_offer_withdrawn"), ("creator", "deal_offered")]
    sides.creator.post(f"/deals/{offer(sides)}/accept")
    assert news.since() == [("brand", "deal_accepted"), ("brand", "deal_locked"), ("creator", "deal_offered")]


def test_a_brand_is_told_to_pay_where_its_wallet_did_not(database: Database, sides: Sides) -> None:
    large = sides.brand.post(
        "/deals", creator_user_id=str(sides.creator.id), title="All of it",
        milestones=[{"title": "All", "price": 85_000}],
    )["id"]  # fmt: skip
    sides.creator.post(f"/deals/{large}/accept")
    with database.connect() as db:
        news = News(db, sides)
        sides.creator.post(f"/deals/{offer(sides)}/accept")
        told = {kind: facts for side, kind, facts in news.facts() if side == "brand"}
    assert set(told) == {"deal_accepted", "deal_payment_due"}
    assert told["deal_payment_due"]["what_happens_then"] == "cancel"
    assert told["deal_payment_due"]["deadline_at"]


def test_of_work_and_of_its_review_the_other_side_is_told(sides: Sides, news: News) -> None:
    escrow = accepted(sides, news)
    sides.creator.post(f"{escrow}/start")
    assert news.since() == [("brand", "deal_started")]
    work = sides.creator.post(f"{escrow}/submit", kind="text", note="x")["id"]
    [(side, kind, facts)] = news.facts()
    assert (side, kind) == ("brand", "deal_review_due")
    assert facts["deadline_at"]
    assert facts["what_happens_then"]
    sides.brand.post(f"{escrow}/reject", submission_id=work, reason_code="quality")
    [(side, kind, facts)] = news.facts()
    assert (side, kind, facts["what_happens_then"]) == ("creator", "deal_rejected", "refund_rejected")
    again = sides.creator.post(f"{escrow}/submit", kind="text", note="y")["id"]
    assert ("brand", "deal_review_due") in news.since()
    sides.brand.post(f"{escrow}/approve", submission_id=again)
    assert news.since() == [("creator", "deal_released")]


def test_work_that_has_to_stay_is_approved_and_paid_later(
    database: Database, sides: Sides, news: News
) -> None:
    escrow = accepted(sides, news, keep_live_days=7)
    work = sides.creator.post(f"{escrow}/submit", kind="text", note="x")["id"]
    news.since()
    sides.brand.post(f"{escrow}/approve", submission_id=work)
    [(side, kind, facts)] = news.facts()
    assert (side, kind, facts["what_happens_then"]) == ("creator", "deal_approved", "release")
    with database.connect() as db:
        pass_timers(db, datetime.now(UTC) + timedelta(days=8))
    assert news.since() == [("brand", "deal_paid"), ("creator", "deal_released")]


def test_both_are_told_of_what_time_did(database: Database, sides: Sides, news: News) -> None:
    accepted(sides, news)
    with database.connect() as db:
        pass_timers(db, datetime.now(UTC) + timedelta(days=8))
    assert news.since() == both("deal_refunded")


def test_a_review_that_is_late_is_reminded_of_and_then_done_by_time(
    database: Database, sides: Sides, news: News
) -> None:
    escrow = accepted(sides, news)
    sides.creator.post(f"{escrow}/submit", kind="text", note="x")
    news.since()
    with database.connect() as db:
        pass_timers(db, datetime.now(UTC) + timedelta(hours=49))
        assert news.since() == [("brand", "deal_review_reminder")]
        pass_timers(db, datetime.now(UTC) + timedelta(hours=73))
    assert news.since() == [("brand", "deal_paid"), ("creator", "deal_released")]


def test_of_a_wish_to_cancel_the_other_side_is_told(sides: Sides, news: News) -> None:
    escrow = accepted(sides, news)
    sides.creator.post(f"{escrow}/start")
    news.since()
    sides.brand.post(f"{escrow}/cancel")
    [(side, kind, facts)] = news.facts()
    assert (side, kind, facts["what_happens_then"]) == (
        "creator",
        "deal_cancellation_asked",
        "lapse_cancellation",
    )
    sides.creator.post(f"{escrow}/cancel")
    assert news.since() == [("brand", "deal_refunded")]


def test_an_application_is_told_to_the_brand_and_its_answer_to_its_author(sides: Sides, news: News) -> None:
    gig = sides.brand.post("/gigs", title="Films", slots_total=1, price_min=1, price_max=PRICE)["id"]
    sides.brand.post(f"/gigs/{gig}/open")
    wish = sides.creator.post("/applications", gig_id=gig, price=PRICE, note="Me")["id"]
    [(side, kind, facts)] = news.facts()
    assert (side, kind) == ("brand", "application_received")
    assert facts["deadline_at"]
    send("PUT", f"/api/v1/applications/{wish}", user=sides.brand.id, body={"status": "shortlisted"})
    assert news.since() == [("creator", "application_shortlisted")]
    send("PUT", f"/api/v1/applications/{wish}", user=sides.brand.id, body={"status": "approved"})
    assert news.since() == [("creator", "application_approved"), ("creator", "deal_locked")]


def test_a_claim_is_told_to_the_brand_and_strangers_hear_of_nothing(
    database: Database, sides: Sides, news: News
) -> None:
    gig = sides.brand.post("/gigs", mode="claim", title="Posts", slots_total=2, budget_total=2 * PRICE)["id"]
    sides.brand.post(f"/gigs/{gig}/open")
    sides.creator.post(f"/gigs/{gig}/claim")
    assert news.since() == [("brand", "gig_claimed")]
    with database.connect() as db:
        other = Person(make_user(db), send)
        other.post(f"/gigs/{gig}/claim")
        strangers = [sides.stranger.id, other.id]
        told = "select count(*) from notifications where category = 'deals' and user_id = any(%s)"
        row = db.execute(told, (strangers,)).fetchone()
    assert row == (0,)
    assert news.since() == [("brand", "gig_claimed")]
