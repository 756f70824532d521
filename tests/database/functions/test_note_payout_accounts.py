"""Where somebody is paid: kept beside each wallet, and compared with whom they brought, or who brought them."""

from uuid import UUID, uuid4

import pytest

from tests.database.sql_functions import call
from tests.factories.agents import make_agent
from tests.factories.commissions import make_commission
from tests.factories.deals import make_deal, make_market
from tests.factories.people import make_user
from tests.factories.referrals import make_referral, referral
from tests.typing import Connection


def account_of(db: Connection, user: UUID) -> str:
    """An open account at Stripe."""
    account = f"acct_{uuid4().hex}"
    call(db, "app.set_connected_account", user, account, True, None)
    return account


def note(db: Connection, account: str, **fingerprints: str) -> bool:
    """What Stripe says is behind an account, by currency."""
    row = db.execute(
        "select app.note_payout_accounts(%s, (select coalesce(jsonb_object_agg(k, v), '{}') from unnest(%s::text[],"
        " %s::text[]) as t (k, v)))",
        (account, list(fingerprints), list(fingerprints.values())),
    ).fetchone()
    assert row is not None
    return bool(row[0])


def kept(db: Connection, user: UUID) -> dict[str, str | None]:
    """Currency → fingerprint of a wallet."""
    return dict(
        db.execute("select currency, payout_fingerprint from wallets where user_id = %s", (user,)).fetchall()
    )


def test_each_wallet_keeps_the_fingerprint_of_its_currency_or_the_first(db: Connection) -> None:
    user = make_user(db)
    db.execute("insert into wallets (user_id, currency) values (%s, 'eur'), (%s, 'gbp')", (user, user))
    account = account_of(db, user)
    assert note(db, account, usd="fp-usd", eur="fp-eur") is True
    assert kept(db, user) == {"usd": "fp-usd", "eur": "fp-eur", "gbp": "fp-eur"}
    assert note(db, account, usd="fp-usd", eur="fp-eur") is False, "nothing new"
    assert note(db, account) is False
    assert kept(db, user)["usd"] == "fp-usd", "what is not told any more is kept"


def test_an_account_that_is_nobodys_changes_nothing(db: Connection) -> None:
    user = make_user(db)
    account_of(db, user)
    assert note(db, "acct_of_nobody", usd="fp") is False
    assert kept(db, user) == {"usd": None}


@pytest.mark.parametrize("last", ["agent", "person"])
def test_who_is_paid_where_their_agent_is_was_brought_by_nobody(db: Connection, last: str) -> None:
    agent, person, other = make_agent(db), make_user(db), make_user(db)
    for user in (person, other):
        make_referral(db, agent, user)
    accounts = {user: account_of(db, user) for user in (agent, person, other)}
    order = [person, agent] if last == "agent" else [agent, person]
    note(db, accounts[order[0]], usd="shared")
    assert referral(db, person) == (agent, "code", "active", None)
    note(db, accounts[order[1]], usd="shared")
    note(db, accounts[other], usd="their own")
    assert referral(db, person) == (agent, "code", "rejected", "same_payout_account")
    assert referral(db, other) == (agent, "code", "active", None)
    assert db.execute("select count(*) from fraud_events").fetchone() == (0,)


def test_once_the_agent_has_earned_it_is_rejected_until_somebody_has_looked(db: Connection) -> None:
    market = make_market(db)
    agent = make_agent(db)
    make_referral(db, agent, market.creator)
    (escrow,) = make_deal(db, market, 10_000)
    make_commission(db, agent, escrow, 500)
    for user in (agent, market.creator):
        note(db, account_of(db, user), usd="shared")
    assert referral(db, market.creator) == (agent, "code", "rejected", "same_payout_account")
    assert db.execute("select status from commissions").fetchall() == [("held",)]
    rows = db.execute("select rule_key, subject_type, subject_id, evidence from fraud_events").fetchall()
    assert rows == [
        ("same_payout_account", "referral", market.creator, {"agent_user_id": str(agent)}),
    ]  # fmt: skip


def test_two_who_share_an_account_and_brought_nobody_are_left_alone(db: Connection) -> None:
    agent, person = make_agent(db), make_user(db)
    for user in (agent, person):
        note(db, account_of(db, user), usd="shared")
    assert db.execute("select count(*) from fraud_groups").fetchone() == (0,)
    assert call(db, "app.referral_obstacle", agent, person) == "same_payout_account"
