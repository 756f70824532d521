"""A dispute ends once, whoever acts at the same moment: both sides, who decides, and time."""

from tests.factories.deal_disputes import ASKED, OFFERED, Quarrel, bring_to, quarrel
from tests.factories.deals import Market, make_market, status_of
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call

REFUSED = "STEP_NOT_ALLOWED"


def _require_one_end(db: Connection, made: Quarrel) -> int:
    """What the creator got; events without a gap, and the books agree."""
    seqs = value(
        db, "select array_agg(seq order by seq) from escrow_events where escrow_id = %s", made.escrow
    )
    assert seqs == list(range(1, len(seqs) + 1))
    require_books(db)
    assert status_of(db, made.escrow) == "released"
    got: int = value(db, "select released_amount from escrows where id = %s", made.escrow)
    return got


def _accepts(made: Quarrel) -> Call:
    """The creator takes what the brand has answered."""
    return as_user(made.market.creator, statement("select app.accept_split({}, {})"), made.dispute, OFFERED)


def _time(made: Quarrel) -> Call:
    """The next timer of the dispute."""
    due = value(made.db, "select deadline_at from escrows where id = %s", made.escrow)
    return as_service(statement("select app.run_deal_timer({}, {})"), made.escrow, due)


def work_is_approved_while_it_is_disputed(db: Connection) -> Calls:
    market: Market = make_market(db)
    escrow = bring_to(db, market, "under_review")
    work = value(db, "select id from deal_submissions where escrow_id = %s", escrow)

    def check(outcomes: Outcomes) -> None:
        approved = outcomes[0] == "ok"
        assert (outcomes[1] == REFUSED) if approved else (outcomes[0] == REFUSED)
        assert status_of(db, escrow) == ("released" if approved else "disputed")
        require_books(db)

    return Calls(
        as_user(market.owner, statement("select app.review_work({}, {}, 'approved')"), escrow, work),
        as_user(market.creator, statement("select app.open_deal_dispute({}, 'quality', 'No.', 1)"), escrow),
        check,
    )


def both_sides_dispute_at_once(db: Connection) -> Calls:
    market: Market = make_market(db)
    escrow = bring_to(db, market, "under_review")
    opens = statement("select app.open_deal_dispute({}, 'quality', 'No.', 1)")

    def check(outcomes: Outcomes) -> None:
        assert [outcome == REFUSED for outcome in outcomes].count(True) == 1
        assert value(db, "select count(*) from deal_disputes where escrow_id = %s", escrow) == 1

    return Calls(as_user(market.owner, opens, escrow), as_user(market.creator, opens, escrow), check)


def a_dispute_is_answered_while_time_ends_it(db: Connection) -> Calls:
    made = quarrel(db)

    def check(outcomes: Outcomes) -> None:
        if outcomes[0] == "ok":  # what is due is read again under the locks
            assert (outcomes[1], status_of(db, made.escrow)) == ("remind_dispute", "disputed")
        else:
            assert outcomes == (REFUSED, "decide")
            assert _require_one_end(db, made) == ASKED

    answer = statement("select app.answer_deal_dispute({}, 'No.', {})")
    return Calls(as_user(made.market.owner, answer, made.dispute, OFFERED), _time(made), check)


def an_answer_is_accepted_while_time_decides(db: Connection) -> Calls:
    made = quarrel(db)
    made.answer()
    db.execute(
        "update escrows set deadline_at = now() + interval '14 days', next_step = 'settle_between' where id = %s",
        (made.escrow,),
    )

    def check(outcomes: Outcomes) -> None:
        assert outcomes in (("ok", "ok"), (REFUSED, "settle_between")), outcomes
        accepted = outcomes[0] == "ok"
        assert _require_one_end(db, made) == (OFFERED if accepted else (ASKED + OFFERED) // 2)

    return Calls(_accepts(made), _time(made), check)


def a_dispute_is_decided_while_its_sides_agree(db: Connection) -> Calls:
    made = quarrel(db)
    made.answer()

    def check(outcomes: Outcomes) -> None:
        # Decided first, both may still agree.
        assert outcomes in ((REFUSED, "ok"), ("ok", "ok")), outcomes
        assert _require_one_end(db, made) == OFFERED
        assert made.is_now("first_amount") == (4_000 if outcomes[0] == "ok" else None)

    decide = statement("select app.resolve_deal_dispute({}, 4000, 'So be it.')")
    return Calls(as_user(made.admin, decide, made.dispute), _accepts(made), check)


def a_dispute_is_withdrawn_while_it_is_accepted(db: Connection) -> Calls:
    made = quarrel(db)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)) == [REFUSED, "ok"]
        withdrawn = outcomes[0] == "ok"
        assert status_of(db, made.escrow) == ("under_review" if withdrawn else "released")
        require_books(db)

    withdraw, accept = (
        statement("select app.withdraw_deal_dispute({})"), statement("select app.accept_split({}, {})"),
    )  # fmt: skip
    return Calls(
        as_user(made.market.creator, withdraw, made.dispute),
        as_user(made.market.owner, accept, made.dispute, ASKED), check,
    )  # fmt: skip


def a_message_is_written_while_the_dispute_ends(db: Connection) -> Calls:
    made = quarrel(db)
    made.answer()

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "ok"
        written = outcomes[0] != REFUSED
        assert (
            value(db, "select count(*) from deal_dispute_messages where dispute_id = %s", made.dispute)
            == written
        )
        assert _require_one_end(db, made) == OFFERED

    say = statement("select app.write_dispute_message({}, 'Look again.')")
    return Calls(as_user(made.market.owner, say, made.dispute), _accepts(made), check)
