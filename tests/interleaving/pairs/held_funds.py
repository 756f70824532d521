"""Held funds go one way, whoever acts at the same moment: claims, reviews, cancellations, payments and timers."""

from datetime import timedelta
from uuid import UUID

from tests.factories.deals import act, claim, make_deal, make_market, open_gig, status_of, submit
from tests.factories.ledger import fund_brand
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call

REFUSED = "STEP_NOT_ALLOWED"


class _Work:
    """A deal of 100.00 whose work waits for its review."""

    def __init__(self, db: Connection) -> None:
        self.db, self.market = db, make_market(db)
        self.escrow = make_deal(db, self.market)[0]
        self.submission = submit(db, self.escrow, self.market.creator)
        act(db, self.market.owner, "select app.open_review(%s)", self.escrow)

    def approve(self) -> Call:
        return as_user(
            self.market.owner, statement("select app.review_work({}, {}, 'approved')"), self.escrow,
            self.submission,
        )  # fmt: skip

    def give_up(self) -> Call:
        return as_user(self.market.creator, statement("select app.refund_held({})"), self.escrow)

    def agree_to_cancel(self) -> Call:
        """The brand has asked; the creator cancels, too."""
        act(self.db, self.market.owner, "select app.cancel_escrow(%s)", self.escrow)
        return as_user(self.market.creator, statement("select app.cancel_escrow({})"), self.escrow)

    def let_time_pass(self) -> Call:
        """The review was reminded of, and its time is over."""
        due = value(self.db, "select deadline_at from escrows where id = %s", self.escrow)
        act(self.db, None, "select app.run_deal_timer(%s, %s)", self.escrow, due)
        return as_service(
            statement("select app.run_deal_timer({}, {})"), self.escrow, due + timedelta(days=4)
        )

    def require_one_end(self) -> str:
        """Its status; events without a gap, and the books agree."""
        seqs = value(
            self.db, "select array_agg(seq order by seq) from escrow_events where escrow_id = %s", self.escrow
        )
        assert seqs == list(range(1, len(seqs) + 1))
        require_books(self.db)
        return status_of(self.db, self.escrow)


def work_is_approved_while_its_creator_gives_up(db: Connection) -> Calls:
    work = _Work(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == [REFUSED, "ok"]
        assert work.require_one_end() == ("released" if outcomes[0] == "ok" else "refunded")

    return Calls(work.approve(), work.give_up(), check)


def work_is_approved_while_both_have_cancelled(db: Connection) -> Calls:
    work = _Work(db)
    cancel = work.agree_to_cancel()

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == [REFUSED, "ok"]
        assert work.require_one_end() == ("released" if outcomes[0] == "ok" else "refunded")

    return Calls(work.approve(), cancel, check)


def work_is_approved_while_time_approves_it(db: Connection) -> Calls:
    work = _Work(db)
    timer = work.let_time_pass()

    def check(outcomes: Outcomes) -> None:
        assert outcomes in (("ok", "ok"), (REFUSED, "approve"))
        assert work.require_one_end() == "released"

    return Calls(work.approve(), timer, check)


def a_creator_gives_up_while_time_approves(db: Connection) -> Calls:
    work = _Work(db)
    timer = work.let_time_pass()

    def check(outcomes: Outcomes) -> None:
        assert outcomes in (("ok", "ok"), (REFUSED, "approve"))
        assert work.require_one_end() == ("refunded" if outcomes[0] == "ok" else "released")

    return Calls(work.give_up(), timer, check)


def a_milestone_is_paid_while_it_is_cancelled(db: Connection) -> Calls:
    market = make_market(db)
    _, escrow = make_deal(db, market, 10_000, 5_000)

    def check(outcomes: Outcomes) -> None:
        # Paid first, the brand still cancels before the start, and the money comes back.
        assert outcomes in (("ok", "ok"), (REFUSED, "ok"))
        paid = outcomes[0] == "ok"
        assert status_of(db, escrow) == ("refunded" if paid else "cancelled")
        require_books(db)

    return Calls(
        as_user(market.owner, statement("select app.pay_escrow({})"), escrow),
        as_user(market.owner, statement("select app.cancel_escrow({})"), escrow), check,
    )  # fmt: skip


def a_milestone_is_paid_while_its_time_is_over(db: Connection) -> Calls:
    market = make_market(db, 0)
    escrow = make_deal(db, market)[0]
    due = value(db, "select deadline_at from escrows where id = %s", escrow)
    fund_brand(db, market.brand, 20_000)

    def check(outcomes: Outcomes) -> None:
        assert outcomes in (("ok", "ok"), (REFUSED, "cancel"))
        assert status_of(db, escrow) == ("locked" if outcomes[0] == "ok" else "cancelled")
        require_books(db)

    return Calls(
        as_user(market.owner, statement("select app.pay_escrow({})"), escrow),
        as_service(statement("select app.run_deal_timer({}, {})"), escrow, due), check,
    )  # fmt: skip


def _claimed(db: Connection, gig: UUID) -> tuple[int, int]:
    """Slots that are claimed, and that went back."""
    found = db.execute(
        "select count(*) filter (where status = 'claimed'), count(*) filter (where status = 'refunded')"
        " from gig_slots where gig_id = %s",
        (gig,),
    ).fetchone()
    assert found is not None
    return found[0], found[1]


def a_slot_is_claimed_while_its_gig_closes(db: Connection) -> Calls:
    market = make_market(db)
    gig = open_gig(db, market, budget=20_000, slots=2)

    def check(outcomes: Outcomes) -> None:
        claimed = outcomes[0] not in ("GIG_NOT_OPEN", "NOT_FOUND")
        assert outcomes[1] == (11_000 if claimed else 22_000)
        assert _claimed(db, gig) == ((1, 1) if claimed else (0, 2))
        require_books(db)

    return Calls(
        as_user(market.creator, statement("select app.claim_slot({})"), gig),
        as_user(market.owner, statement("select app.end_gig({})"), gig), check,
    )  # fmt: skip


def a_slot_comes_back_while_its_gig_closes(db: Connection) -> Calls:
    market = make_market(db)
    gig = open_gig(db, market, budget=20_000, slots=2)
    escrow = claim(db, gig, market.creator)

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert outcomes[1] in (11_000, 22_000)
        assert _claimed(db, gig) == (0, 2)
        assert status_of(db, escrow) == "refunded"
        require_books(db)

    return Calls(
        as_user(market.creator, statement("select app.refund_held({})"), escrow),
        as_user(market.owner, statement("select app.end_gig({})"), gig), check,
    )  # fmt: skip


def a_creator_gives_up_while_time_refunds_many(db: Connection) -> Calls:
    market = make_market(db)
    escrows = [make_deal(db, market)[0] for _ in range(2)]
    due = value(db, "select max(deadline_at) from escrows where brand_id = %s", market.brand)

    def check(outcomes: Outcomes) -> None:
        assert outcomes in ((REFUSED, 2), ("ok", 1))
        assert [status_of(db, one) for one in escrows] == ["refunded"] * 2
        require_books(db)

    return Calls(
        as_user(market.creator, statement("select app.refund_held({})"), escrows[0]),
        as_service(statement("select done from app.run_deal_timers({}, 500)"), due), check,
    )  # fmt: skip
