"""What a check waits for is not paid, and what it forfeits is taken once, whoever acts at the same time."""

from uuid import UUID

from psycopg.types.json import Jsonb

from payments.earnings import service as earnings
from payments.earnings.models import ClawbackStart
from tests.factories.deal_fees import FEE, PRICE, make_referred, owed, pay_deal
from tests.factories.deals import Market, act, make_deal, submit
from tests.factories.fraud import hold
from tests.factories.money import connect_account
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.earner import LATER
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call

RESOLVE = "select app.resolve_fraud_group({}, 'upheld', 'We looked at it.', {})::text"


def _make_agent(db: Connection) -> UUID:
    """Somebody who brings people, and can be paid."""
    agent = make_user(db, "agent")
    connect_account(db, agent, f"acct_{agent.hex}")
    return agent


def _finds(db: Connection, agent: UUID) -> Call:
    """A rule finds something about the agent, all of whose commissions wait from then on."""
    db.execute("grant execute on function app.note_fraud(text, text, uuid, jsonb) to service")
    note = statement("select app.note_fraud('velocity', 'agent', {}, {})::text")
    return as_service(note, agent, Jsonb({"day": "2026-01-01"}))


def _brings(db: Connection, agent: UUID) -> Market:
    """Two whom the agent brought so long ago that no rule finds anything about their deals."""
    market = make_referred(db, agent, agent)
    old = "update auth.users set created_at = '2026-01-01' where id in (%s, %s)"
    db.execute(old.encode(), (market.owner, market.creator))
    return market


def _earn(db: Connection, agent: UUID) -> UUID:
    """The creator's earning of a deal whose whole fee is the agent's."""
    escrow = pay_deal(db, _brings(db, agent))
    earned: UUID = value(db, "select id from earnings where escrow_id = %s", escrow)
    return earned


def _brought(db: Connection, agent: UUID) -> int:
    """What of the agent's commissions went out, or is about to; minor units."""
    query = (
        "select coalesce(sum(commission_amount), 0)::bigint from payouts"
        " where creator_user_id = %s and status <> 'failed'"
    )
    return int(value(db, query, agent))


def a_deal_is_paid_while_its_agent_is_checked(db: Connection) -> Calls:
    agent = _make_agent(db)
    market = _brings(db, agent)
    escrow = make_deal(db, market, PRICE)[0]
    work = submit(db, escrow, market.creator)
    act(db, market.owner, "select app.open_review(%s)", escrow)

    def check(_: Outcomes) -> None:
        value(db, "select app.prepare_payouts(%s)", LATER)
        assert _brought(db, agent) == 0
        value(db, "select app.hold_what_was_missed()")
        assert value(db, "select status from commissions where escrow_id = %s", escrow) == "held"
        require_books(db)

    review = statement("select app.review_work({}, {}, 'approved')")
    return Calls(as_user(market.owner, review, escrow, work), _finds(db, agent), check)


def an_agent_is_paid_while_they_are_checked(db: Connection) -> Calls:
    agent = _make_agent(db)
    _earn(db, agent)

    def check(_: Outcomes) -> None:
        assert _brought(db, agent) == 0
        assert value(db, "select status from commissions where agent_user_id = %s", agent) == "held"
        require_books(db)

    run = statement("select app.prepare_payouts({})::text")
    return Calls(as_service(run, LATER), _finds(db, agent), check)


def a_deal_goes_back_while_its_commission_is_forfeited(db: Connection) -> Calls:
    agent, admin = _make_agent(db), make_user(db, "admin")
    earning, group = _earn(db, agent), hold(db, agent)
    part = ClawbackStart(amount=PRICE // 2, reason="Fraud")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        taken = value(
            db, "select -sum(amount) from commissions where agent_user_id = %s and kind = 'reversal'", agent
        )
        assert (owed(db, agent), taken) == (0, FEE)
        states = "select array_agg(distinct status) from commissions where agent_user_id = %s"
        assert value(db, states, agent) == ["reversed"]
        require_books(db)

    resolve = as_user(make_user(db, "admin"), statement(RESOLVE), group, False)
    return Calls(as_user(admin, earnings.claw_back, earning, part), resolve, check)


def an_agent_is_banned_by_a_decision_while_they_are_checked_again(db: Connection) -> Calls:
    agent = _make_agent(db)
    _earn(db, agent)
    group = hold(db, agent)
    _earn(db, agent)
    db.execute("grant execute on function app.note_fraud(text, text, uuid, jsonb) to service")
    again = as_service(
        statement("select app.note_fraud('ring', 'agent', {}, {})::text"), agent, Jsonb({"members": []})
    )

    def check(_: Outcomes) -> None:
        assert owed(db, agent) == 0
        assert value(db, "select status from agent_profiles where user_id = %s", agent) == "banned"
        require_books(db)

    return Calls(as_user(make_user(db, "admin"), statement(RESOLVE), group, True), again, check)
