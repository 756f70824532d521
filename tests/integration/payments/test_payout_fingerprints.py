"""Which bank account is behind an account at Stripe: known once somebody can be paid, and no obstacle."""

import threading
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.port import PaymentRefused, PaymentUnclear
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_accounts import pay_into
from payments.events.service import handle_due_events
from tests.concurrency import wait_until_blocked
from tests.conftest import Database
from tests.factories.agents import make_agent
from tests.factories.payments import deliver, request
from tests.factories.payouts import account_of, connect
from tests.factories.people import make_user
from tests.factories.referrals import make_referral, referral


def fingerprint(database: Database, user: UUID) -> str | None:
    """As it is kept beside the wallet."""
    with database.connect() as db:
        row = db.execute("select payout_fingerprint from wallets where user_id = %s", (user,)).fetchone()
    assert row is not None
    found: str | None = row[0]
    return found


def tell(account: str) -> None:
    """Stripe tells us of a bank account that was added."""
    event: dict[str, Any] = {
        "id": f"evt_{account}", "type": "account.external_account.created", "account": account,
        "data": {"object": {"id": "ba_1", "object": "bank_account"}},
    }  # fmt: skip
    assert deliver(event).status == 200
    handle_due_events()


def test_two_creators_have_an_account_each(database: Database, creator: UUID, rival: UUID) -> None:
    for user in (creator, rival):
        connect(user)
    found = {fingerprint(database, user) for user in (creator, rival)}
    assert len(found) == 2
    assert None not in found


def test_a_bank_account_that_is_named_later_is_heard_of(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        make_referral(db, agent, creator)
    connect(creator)
    before = fingerprint(database, creator)
    pay_into(account_of(creator), "the agent's")
    with database.connect() as db:
        db.execute(
            "update wallets set payout_fingerprint = left(encode(sha256('the agent''s'), 'hex'), 16)"
            " where user_id = %s",
            (agent,),
        )
    tell(account_of(creator))
    assert fingerprint(database, creator) not in (before, None)
    with database.connect() as db:
        assert referral(db, creator) == (agent, "code", "rejected", "same_payout_account")


@pytest.mark.parametrize("failure", [PaymentUnclear(), PaymentRefused("permission_denied")])
def test_whose_fingerprint_is_not_told_is_paid_all_the_same(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch, failure: Exception
) -> None:
    def fails(_adapter: StubPaymentAdapter, _account: str) -> dict[str, str]:
        raise failure

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "payout_fingerprints", fails)
        connect(creator)
    assert fingerprint(database, creator) is None
    request("GET", "/connect/status", user=creator)
    assert fingerprint(database, creator) is not None, "asked again with the next look"


def test_an_account_that_cannot_be_paid_is_not_asked_for_its_bank(database: Database) -> None:
    with database.connect() as db:
        user = make_user(db)
    assert request("POST", "/connect/onboarding", user=user, body={"country": "DE"}).status == 201
    assert fingerprint(database, user) is None


def test_two_who_name_one_account_at_the_same_moment_are_found(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        agent = make_agent(db)
        make_referral(db, agent, creator)
        for user, account in ((agent, "acct_agent"), (creator, "acct_person")):
            db.execute("select app.set_connected_account(%s, %s, true, null)", (user, account))
    note = """select app.note_payout_accounts(%s, '{"usd": "shared"}')"""

    def note_the_other() -> None:
        with database.connect() as other:
            other.execute(note, ("acct_person",))

    with database.connect(autocommit=False) as first, database.connect() as watching:
        first.execute(note, ("acct_agent",))
        second = threading.Thread(target=note_the_other)
        second.start()
        wait_until_blocked(watching)
        first.commit()
        second.join(30)
        assert referral(watching, creator) == (agent, "code", "rejected", "same_payout_account")
