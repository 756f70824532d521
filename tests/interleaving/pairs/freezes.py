"""A card dispute holds deals up, whatever happens to them at the same moment."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

from tests.factories.card_disputes import begin_card, bring_to, credit, deal_by_card, is_frozen
from tests.factories.deals import make_deal, make_gig, make_market, status_of, submit
from tests.factories.ledger import fund_brand
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.disputes import tells_dispute
from tests.interleaving.pairs.purse import require_books

TOTAL = 11_000
FROZEN = "ESCROW_FROZEN"


def _require_events(db: Connection, escrow: object) -> None:
    seqs = value(db, "select array_agg(seq order by seq) from escrow_events where escrow_id = %s", escrow)
    assert seqs == list(range(1, len(seqs) + 1))
    require_books(db)


def work_is_approved_while_its_payment_is_disputed(db: Connection) -> Calls:
    market = make_market(db, 0)
    escrow, intent = deal_by_card(db, market)
    work = submit(db, escrow, market.creator)

    def check(outcomes: Outcomes) -> None:
        assert str(outcomes[1]) == "True"
        approved = outcomes[0] == "ok"
        assert outcomes[0] in ("ok", FROZEN)
        assert (status_of(db, escrow), is_frozen(db, escrow)) == (
            ("released", False) if approved else ("work_submitted", True)
        )  # fmt: skip
        _require_events(db, escrow)

    return Calls(
        as_user(market.owner, statement("select app.review_work({}, {}, 'approved')"), escrow, work),
        tells_dispute(intent, TOTAL), check,
    )  # fmt: skip


def time_ends_a_deal_while_its_payment_is_disputed(db: Connection) -> Calls:
    market = make_market(db, 0)
    escrow, intent = deal_by_card(db, market)
    late = datetime.now(UTC) + timedelta(days=8)

    def check(outcomes: Outcomes) -> None:
        assert str(outcomes[1]) == "True"
        ended = outcomes[0] == 1
        assert (status_of(db, escrow), is_frozen(db, escrow)) == (
            ("refunded", False) if ended else ("locked", True)
        )
        _require_events(db, escrow)

    return Calls(
        as_service(statement("select done from app.run_deal_timers({}, 500)"), late),
        tells_dispute(intent, TOTAL), check,
    )  # fmt: skip


def work_is_handed_in_while_its_payment_is_lost(db: Connection) -> Calls:
    market = make_market(db, 0)
    escrow, intent = deal_by_card(db, market)
    bring_to(db, market, escrow, "work_in_progress")

    def check(outcomes: Outcomes) -> None:
        assert str(outcomes[1]) == "True"
        in_time = outcomes[0] == "ok"
        assert outcomes[0] in ("ok", "STEP_NOT_ALLOWED")
        assert status_of(db, escrow) == ("work_submitted" if in_time else "refunded")
        assert not is_frozen(db, escrow)
        _require_events(db, escrow)

    return Calls(
        as_user(market.creator, statement("select app.hand_in_work({}, 'text', null, null, 'x')"), escrow),
        tells_dispute(intent, TOTAL, "lost"), check,
    )  # fmt: skip


def a_payment_is_disputed_while_its_money_is_locked(db: Connection) -> Calls:
    """Before or after, it is the payment of this milestone."""
    market = make_market(db, 0)
    escrow = make_deal(db, market)[0]
    deposit, intent = begin_card(db, market, escrow)
    credit(db, deposit, intent)

    def check(outcomes: Outcomes) -> None:
        assert str(outcomes[1]) == "True"
        assert status_of(db, escrow) in ("locked", "payment_processing")
        assert is_frozen(db, escrow)
        _require_events(db, escrow)

    return Calls(
        as_service(statement("select app.settle_card_payments(now(), 500)")),
        tells_dispute(intent, TOTAL),
        check,
    )


def a_gig_is_opened_while_a_debt_arises(db: Connection) -> Calls:
    market = make_market(db, 0)
    _, intent = deal_by_card(db, market)
    gig = make_gig(db, market, mode="application")

    def check(outcomes: Outcomes) -> None:
        assert str(outcomes[1]) == "True"
        opened = outcomes[0] == "ok"
        assert outcomes[0] in ("ok", "DISPUTED_MONEY_OWED")
        assert value(db, "select status from gigs where id = %s", gig) == ("paused" if opened else "draft")
        require_books(db)

    return Calls(
        as_user(market.owner, statement("select app.open_gig({})"), gig), tells_dispute(intent, TOTAL), check
    )


def a_debt_is_paid_and_let_go_while_another_dispute_opens(db: Connection) -> Calls:
    market = make_market(db, 0)
    escrow, intent = deal_by_card(db, market)
    tells_dispute(intent, TOTAL)()
    fund_brand(db, market.brand, TOTAL)

    def check(outcomes: Outcomes) -> None:
        assert str(outcomes[1]) == "True"
        assert is_frozen(db, escrow)
        _require_events(db, escrow)

    return Calls(
        as_service(statement("select app.settle_freezes(now(), 500)")), tells_dispute(intent, TOTAL), check
    )


def two_disputes_of_a_brand_open(db: Connection) -> Calls:
    market = make_market(db, 0)
    deals = [deal_by_card(db, market) for _ in range(2)]

    def check(outcomes: Outcomes) -> None:
        assert list(map(str, outcomes)) == ["True", "True"]
        for escrow, _ in deals:
            assert is_frozen(db, escrow)
            _require_events(db, escrow)

    first, second = (tells_dispute(intent, TOTAL) for _, intent in deals)
    return Calls(first, second, check)


def a_refund_in_the_dashboard_is_told_while_its_deal_is_cancelled(db: Connection) -> Calls:
    market = make_market(db, 0)
    escrow, intent = deal_by_card(db, market)
    refund = f"re_{uuid4().hex}"

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] in ("ok", "STEP_NOT_ALLOWED")
        assert str(outcomes[1]) == "True"
        assert status_of(db, escrow) == "refunded"
        _require_events(db, escrow)

    return Calls(
        as_user(market.owner, statement("select app.cancel_escrow({})"), escrow),
        as_service(statement("select app.record_refund_at_stripe({}, {}, 4000)"), intent, refund), check,
    )  # fmt: skip
