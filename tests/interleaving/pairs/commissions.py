"""What agents have of a fee is what was posted, whoever bans them, pays, or takes back at the same moment."""

from uuid import UUID

from payments.earnings import service as earnings
from payments.earnings.models import ClawbackStart
from tests.factories.agents import make_agent
from tests.factories.deal_fees import FEE, PRICE, make_referred, owed, pay_deal
from tests.factories.deals import Market, act, make_deal, submit
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, statement, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.pairs.purse import require_books
from tests.interleaving.scheduler import Call


def _approve(db: Connection, market: Market) -> Call:
    """The review that pays a deal, which waits for it."""
    escrow = make_deal(db, market, PRICE)[0]
    submission = submit(db, escrow, market.creator)
    act(db, market.owner, "select app.open_review(%s)", escrow)
    return as_user(market.owner, statement("select app.review_work({}, {}, 'approved')"), escrow, submission)


def _earning(db: Connection, market: Market) -> UUID:
    """What the creator earned by a deal that is paid."""
    escrow = pay_deal(db, market)
    earned: UUID = value(db, "select id from earnings where escrow_id = %s", escrow)
    return earned


def a_deal_is_paid_while_its_agent_is_banned(db: Connection) -> Calls:
    agent, other = make_agent(db), make_agent(db)
    pay = _approve(db, make_referred(db, agent, other))
    ban = (
        "update agent_profiles set status = 'banned', status_reason = 'Fraud' where user_id = {} returning 1"
    )

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert (owed(db, agent), owed(db, other)) in ((FEE // 2, FEE // 2), (0, FEE))
        require_books(db)

    return Calls(pay, as_user(make_user(db, "admin"), statement(ban), agent), check)


def a_deal_is_paid_while_its_agents_share_changes(db: Connection) -> Calls:
    agent = make_agent(db)
    pay = _approve(db, make_referred(db, agent, agent))
    change = "update agent_profiles set share_override_bp = 5000 where user_id = {} returning 1"

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        assert owed(db, agent) in (FEE, FEE // 2)
        require_books(db)

    return Calls(pay, as_user(make_user(db, "admin"), statement(change), agent), check)


def a_deal_is_paid_while_its_brand_gets_another_agent(db: Connection) -> Calls:
    before, after = make_agent(db), make_agent(db)
    market = make_referred(db, before, None)
    reassign = statement("select (app.reassign_referral({}, {}, 'They asked.')).status")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[1] == "active"
        assert (owed(db, before), owed(db, after)) in ((FEE, 0), (0, FEE))
        count = "select count(*) from commissions where agent_user_id in (%s, %s)"
        assert value(db, count, before, after) == 1
        require_books(db)

    return Calls(_approve(db, market), as_user(make_user(db, "admin"), reassign, market.owner, after), check)


def two_first_deals_of_the_same_sides_are_paid(db: Connection) -> Calls:
    one, two = make_agent(db), make_agent(db)
    market = make_referred(db, one, two)

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert (owed(db, one), owed(db, two)) == (2 * (FEE // 2), 2 * (FEE // 2))
        assert value(db, "select count(*) from referrals where first_deal_at is null") == 0
        require_books(db)

    return Calls(_approve(db, market), _approve(db, market), check)


def a_deal_goes_back_in_two_parts_at_once(db: Connection) -> Calls:
    one, two = make_agent(db), make_agent(db)
    earning, admin = _earning(db, make_referred(db, one, two)), make_user(db, "admin")
    take = as_user(admin, earnings.claw_back, earning, ClawbackStart(amount=PRICE // 2, reason="Fraud"))

    def check(outcomes: Outcomes) -> None:
        assert outcomes == ("ok", "ok")
        assert (owed(db, one), owed(db, two)) == (0, 0)
        assert value(db, "select array_agg(distinct status) from commissions") == ["reversed"]
        require_books(db)

    return Calls(take, take, check)


def a_deal_goes_back_while_its_commission_becomes_available(db: Connection) -> Calls:
    agent = make_agent(db)
    earning, admin = _earning(db, make_referred(db, agent, agent)), make_user(db, "admin")
    part = ClawbackStart(amount=PRICE // 2, reason="Fraud")

    def check(outcomes: Outcomes) -> None:
        assert outcomes[0] == "ok"
        value(db, "select app.mature_commissions('infinity')")
        assert value(db, "select array_agg(distinct status) from commissions") == ["available"]
        assert owed(db, agent) == FEE - FEE * (PRICE // 2) // PRICE
        require_books(db)

    return Calls(
        as_user(admin, earnings.claw_back, earning, part),
        as_service(statement("select app.mature_commissions('infinity')")), check,
    )  # fmt: skip
