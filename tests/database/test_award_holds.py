"""Money that was granted waits while a fraud rule has found something about its person or its deed."""

from tests.database.rewards_money import CLAIM, begin_check, claim, make_budget, make_money_award, row, status
from tests.factories.agents import make_agent
from tests.factories.deals import act, finish_deal, make_market, refused
from tests.factories.fraud import RESOLVE
from tests.factories.people import make_user
from tests.factories.referrals import refer
from tests.factories.rewards import grant, make_program, make_trigger, record_fact
from tests.typing import Connection


def test_a_check_of_an_agent_holds_their_money_until_it_is_dismissed(db: Connection) -> None:
    agent = make_agent(db)
    award = make_money_award(db, agent)
    group = begin_check(db, "agent", agent)
    assert refused(db, agent, CLAIM, award) == "IW015"
    act(db, make_user(db, "admin"), RESOLVE, group, "dismissed", False)
    claim(db, agent, award)
    assert status(db, award) == "claimed"


def test_a_person_who_was_brought_waits_too(db: Connection) -> None:
    agent, person = make_agent(db), make_user(db)
    refer(db, agent, person)
    award = make_money_award(db, person)
    begin_check(db, "referral", person)
    assert refused(db, person, CLAIM, award) == "IW015"


def test_so_does_what_was_granted_for_a_deal_or_a_referral_that_is_checked(db: Connection) -> None:
    market = make_market(db)
    escrow = finish_deal(db, market)
    deal = row(db, "select deal_id from escrows where id = %s", escrow)[0]
    by_deal = record_fact(db, market.creator, deal_id=str(deal))
    by_reference = record_fact(db, market.creator, reference=str(escrow))
    program = make_budget(db)
    awards = [make_money_award(db, market.creator, program, cause=cause) for cause in (by_deal, by_reference)]
    free = make_money_award(db, market.creator, program)
    begin_check(db, "escrow", escrow)
    assert [refused(db, market.creator, CLAIM, award) for award in awards] == ["IW015", "IW015"]
    claim(db, market.creator, free)


def test_a_flag_holds_nothing_and_points_are_not_money(db: Connection) -> None:
    agent = make_agent(db)
    award = make_money_award(db, agent)
    begin_check(db, "agent", agent, action="flag")
    claim(db, agent, award)
    other = make_agent(db)
    points = grant(db, make_trigger(db, make_program(db)), other)
    assert points is not None
    begin_check(db, "agent", other)
    claim(db, other, points)
