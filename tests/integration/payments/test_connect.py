"""Whose account a payout goes to: one of a creator for every currency, and one that Stripe may have forgotten."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from common.adapters.payments.port import PaymentObjectUnknown, PaymentRefused, PaymentUnclear, Transfer
from common.adapters.payments.stub import StubPaymentAdapter
from common.adapters.payments.stub_store import select_bodies
from payments.payouts.service import run_payouts, send_payouts
from payments.sweep.service import run_sweep
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.ledger import fund_brand
from tests.factories.money import Deal, earn, make_deal, make_participant
from tests.factories.payments import assert_books_are_clean, request
from tests.factories.payouts import account_of, connect, forget_account, payouts

LATER = datetime.now(UTC) + timedelta(days=30)


def earn_in(database: Database, deal: Deal, currency: str, gross: int) -> None:
    """The same creator earns in another currency, with the same brand."""
    with database.connect() as db:
        fund_brand(db, deal.brand, gross, currency=currency)
        campaign = make_campaign(db, deal.owner, status="active", currency=currency)
        participant = make_participant(db, campaign, deal.brand, deal.creator)
        earn(db, Deal(deal.owner, deal.brand, campaign, deal.creator, participant), gross)


def deal_of(database: Database, gross: int = 0) -> Deal:
    with database.connect() as db:
        deal = make_deal(db, funds=gross)
        if gross:
            earn(db, deal, gross)
    return deal


def wallets(user: UUID) -> dict[str, bool]:
    """Currency → whether it is paid out."""
    found = request("GET", "/wallets", user=user).body["data"]
    return {wallet["currency"]: wallet["payouts_enabled"] for wallet in found}


def transfers() -> list[tuple[int, str]]:
    return sorted((t["amount"], t["currency"]) for t in select_bodies("transfer", None, None))


def test_whoever_connected_first_is_paid_in_a_second_currency(database: Database) -> None:
    deal = deal_of(database)
    connect(deal.creator)
    earn_in(database, deal, "eur", 20_000)
    assert wallets(deal.creator) == {"usd": True, "eur": True}
    assert run_payouts(LATER)["paid"] == 1
    assert transfers() == [(18_000, "eur")]
    assert_books_are_clean(database)


def test_whoever_connects_later_is_paid_in_both_currencies(database: Database) -> None:
    deal = deal_of(database, 10_000)
    earn_in(database, deal, "eur", 20_000)
    assert wallets(deal.creator) == {"usd": False, "eur": False}
    connect(deal.creator)
    assert run_payouts(LATER)["paid"] == 2
    assert transfers() == [(9_000, "usd"), (18_000, "eur")]


def test_a_wallet_that_missed_the_account_gets_it_with_the_next_look(database: Database) -> None:
    """It was opened in the same moment in which the creator connected."""
    deal = deal_of(database)
    connect(deal.creator)
    earn_in(database, deal, "eur", 20_000)
    with database.connect() as db:
        db.execute(
            "update wallets set stripe_account_id = null, payouts_enabled = false where user_id = %s"
            " and currency = 'eur'", (deal.creator,)
        )  # fmt: skip
    connect(deal.creator)
    assert wallets(deal.creator) == {"usd": True, "eur": True}


def test_an_account_is_nobody_elses(database: Database) -> None:
    deal, other = deal_of(database), deal_of(database)
    connect(deal.creator)
    earn_in(database, other, "eur", 20_000)
    assert wallets(other.creator) == {"usd": False, "eur": False}
    assert wallets(other.owner) == {"usd": False, "eur": False}


def test_the_status_says_why_any_currency_was_passed_over(database: Database) -> None:
    deal = deal_of(database)
    connect(deal.creator)
    earn_in(database, deal, "eur", 500)
    assert run_payouts(LATER)["skipped"] == 1
    status = request("GET", "/connect/status", user=deal.creator).body
    assert (status["payouts_enabled"], status["skipped_reason"]) == (True, "BELOW_MINIMUM")


def test_an_account_that_stripe_does_not_know_fails_its_payout_alone(database: Database) -> None:
    lost, paid = deal_of(database, 10_000), deal_of(database, 20_000)
    connect(lost.creator)
    connect(paid.creator)
    forget_account(database, account_of(lost.creator))
    counts = run_payouts(LATER)
    assert (counts["paid"], counts["failed"]) == (1, 1)
    assert [(p["status"], p["failure_reason"], p["failure_code"]) for p in payouts(lost.creator)] == [
        ("failed", "Your account at Stripe was closed. Connect a new one to be paid.", None)
    ]
    assert [e["status"] for e in request("GET", "/earnings", user=lost.creator).body["data"]] == ["pending"]
    assert transfers() == [(18_000, "usd")]
    counts = run_payouts(LATER)  # its earning is free again, for when there is an account
    assert (counts["failed"], counts["skipped"]) == (0, 1)
    assert run_sweep(LATER)["payouts"] == 0
    assert_books_are_clean(database)


@pytest.mark.parametrize("error", [RuntimeError, PaymentObjectUnknown])
def test_a_payout_that_breaks_is_noted_and_found_out_later(
    database: Database, monkeypatch: pytest.MonkeyPatch, admin: UUID, error: type[Exception]
) -> None:
    """Whatever it was came after Stripe had made the transfer, or while it was looked for."""
    deals = [deal_of(database, 10_000), deal_of(database, 20_000)]
    for deal in deals:
        connect(deal.creator)
    original = StubPaymentAdapter.create_transfer

    def breaks(self: StubPaymentAdapter, payout: UUID, amount: int, *rest: str) -> Transfer:
        made = original(self, payout, amount, *rest)
        if amount == 9_000:
            raise RuntimeError("secret of the driver")
        return made

    def finds_nothing(_: object, payout: UUID) -> None:
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_transfer", breaks)
        counts = run_payouts(LATER)
        assert (counts["paid"], counts["manual_review"]) == (1, 1)
        patch.setattr(StubPaymentAdapter, "find_transfer", finds_nothing)
        _let_time_pass(database)
        assert send_payouts() == 1
    found = payouts(deals[0].creator)[0]
    assert (found["status"], found["failure_reason"]) == (
        "manual_review",
        "We are checking with Stripe whether it was made.",
    )
    [seen] = [p for p in request("GET", "/payouts", user=admin).body["data"] if p["id"] == found["id"]]
    assert seen["failure_code"] == f"{error.__name__} while it was sent"
    _let_time_pass(database)
    assert send_payouts() == 1
    assert [p["status"] for p in payouts(deals[0].creator)] == ["paid"]
    assert transfers() == [(9_000, "usd"), (18_000, "usd")]
    assert_books_are_clean(database)


def _let_time_pass(database: Database) -> None:
    with database.connect() as db:
        db.execute("update payouts set last_attempt_at = last_attempt_at - interval '11 minutes'")


def test_a_key_opens_one_account_and_each_answer_has_a_link_of_its_own(creator: UUID) -> None:
    answers = [
        request("POST", "/connect/onboarding", user=creator, body={"country": "DE"}, key="a")
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [201, 201]
    assert answers[0].body["url"] != answers[1].body["url"]
    other = request("POST", "/connect/onboarding", user=creator, body={"country": "FR"}, key="a")
    assert (other.status, other.body["code"]) == (422, "IDEMPOTENCY_KEY_REUSED")
    assert [account["country"] for account in select_bodies("account", None, None)] == ["DE"]


def test_a_country_that_stripe_refuses_may_be_mended(creator: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*_: object) -> None:
        raise PaymentRefused("country_unsupported")

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_account", refuses)
        answer = request("POST", "/connect/onboarding", user=creator, body={"country": "AQ"}, key="a")
        assert (answer.status, answer.body["code"]) == (409, "PAYMENT_REFUSED")
    assert request("POST", "/connect/onboarding", user=creator, body={"country": "DE"}, key="b").status == 201
    assert [account["country"] for account in select_bodies("account", None, None)] == ["DE"]


def test_an_answer_that_was_lost_is_asked_for_again_with_the_same_words(
    creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stripe would refuse its idempotency key for another country."""
    original = StubPaymentAdapter.create_account

    def is_lost(self: StubPaymentAdapter, *arguments: Any) -> None:
        original(self, *arguments)
        raise PaymentUnclear

    with monkeypatch.context() as patch:
        patch.setattr(StubPaymentAdapter, "create_account", is_lost)
        assert request("POST", "/connect/onboarding", user=creator, body={"country": "DE"}).status == 503
    assert request("GET", "/connect/status", user=creator).body["connected"] is False
    assert request("POST", "/connect/onboarding", user=creator, body={"country": "FR"}).status == 201
    assert [account["country"] for account in select_bodies("account", None, None)] == ["DE"]


def test_only_creators_connect_an_account(owner: UUID) -> None:
    answer = request("POST", "/connect/onboarding", user=owner, body={})
    assert (answer.status, answer.body["code"]) == (403, "NO_WALLET")


def test_an_account_is_opened_once_and_links_are_single(creator: UUID) -> None:
    links = [request("POST", "/connect/onboarding", user=creator, body={}).body["url"] for _ in range(2)]
    assert len(set(links)) == 2
    assert all(link.startswith("http://127.0.0.1:3000/settings/payouts") for link in links)
    assert len(select_bodies("account", None, None)) == 1
