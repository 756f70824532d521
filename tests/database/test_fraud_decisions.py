"""Who decides about what rules found, what a decision does beside money, and what evidence never says."""

from uuid import UUID

import pytest

from tests.factories.agents import make_agent
from tests.factories.deals import act, finish_deal, make_market, refused, value
from tests.factories.fraud import RESOLVE, earn, hold, note, status_of
from tests.factories.people import join_brand, make_user
from tests.factories.referrals import refer
from tests.typing import Connection


def test_upholding_bans_the_agent_where_it_says_so(db: Connection, agent: UUID, admin: UUID) -> None:
    other = make_agent(db)
    act(db, admin, RESOLVE, hold(db, agent), "upheld", True)
    act(db, admin, RESOLVE, hold(db, other), "upheld", False)
    states = dict(db.execute("select user_id, status from agent_profiles").fetchall())
    assert (states[agent], states[other]) == ("banned", "active")


def test_a_rejected_referral_counts_again_once_it_is_dismissed(
    db: Connection, agent: UUID, admin: UUID
) -> None:
    person = make_user(db)
    refer(db, agent, person)
    group = note(db, "same_payout_account", "referral", person, agent_user_id=str(agent))
    state = "select status, reject_reason from referrals where referred_user_id = %s"
    assert db.execute(state, (person,)).fetchone() == ("rejected", "same_payout_account")
    act(db, admin, RESOLVE, group, "dismissed", False)
    assert db.execute(state, (person,)).fetchone() == ("active", None)


def test_upholding_rejects_the_referral(db: Connection, agent: UUID, admin: UUID) -> None:
    person = make_user(db)
    refer(db, agent, person)
    act(db, admin, RESOLVE, note(db, "disposable_domain", "referral", person), "upheld", False)
    assert value(db, "select status from referrals where referred_user_id = %s", person) == "rejected"


def test_nobody_decides_about_themselves(db: Connection, agent: UUID, admin: UUID) -> None:
    for user in (agent,):
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (user,))
    assert refused(db, agent, RESOLVE, hold(db, agent), "dismissed", False) == "IK033"
    market = make_market(db)
    escrow = finish_deal(db, market)
    group = note(db, "price_outlier", "escrow", escrow, price=1)
    for side in (market.owner, market.creator):
        db.execute("insert into user_roles (user_id, role) values (%s, 'admin')", (side,))
        assert refused(db, side, RESOLVE, group, "dismissed", False) == "IK033"
    ring = note(db, "ring", "agent", make_agent(db), members=[str(market.creator)])
    assert refused(db, market.creator, RESOLVE, ring, "dismissed", False) == "IK033"
    deal = note(db, "self_deal", "agent", make_agent(db), escrow_id=str(escrow))
    assert refused(db, market.owner, RESOLVE, deal, "dismissed", False) == "IK033"
    act(db, admin, RESOLVE, deal, "dismissed", False)
    act(db, admin, RESOLVE, ring, "dismissed", False)
    act(db, admin, RESOLVE, group, "dismissed", False)


def test_only_what_was_upheld_is_forfeited(db: Connection, agent: UUID) -> None:
    commission = earn(db, agent)
    with pytest.raises(Exception, match="only what was upheld") as error:
        db.execute("select app.forfeit_commissions(%s)", (hold(db, agent),))
    assert getattr(error.value, "sqlstate", "") == "IR014"
    assert status_of(db, commission) == ["held"]


def test_evidence_names_nobody(db: Connection, admin: UUID) -> None:
    market, agent = make_market(db), make_agent(db)
    db.execute("select app.save_disposable_domains(array['example.com'])")
    refer(db, agent, market.creator)
    refer(db, agent, market.owner)
    join_brand(db, market.brand, agent)
    for user in (agent, market.creator):
        db.execute("update wallets set payout_fingerprint = 'ba_1' where user_id = %s", (user,))
    for user in (market.creator, market.owner):
        db.execute("select app.weigh_referral(%s)", (user,))
    finish_deal(db, market)
    db.execute("select app.note_rings()")
    texts = [row[0] for row in db.execute("select evidence::text from fraud_events").fetchall()]
    rules = {row[0] for row in db.execute("select rule_key from fraud_events").fetchall()}
    assert {"self_deal", "same_payout_account", "disposable_domain"} <= rules
    secrets = [
        row[0]
        for row in db.execute(
            "select email from auth.users union all select full_name from user_profiles"
            " union all select payout_fingerprint from wallets"
        ).fetchall()
        if row[0]
    ]
    assert len(secrets) > 4
    assert not [secret for secret in secrets for text in texts if secret in text]
