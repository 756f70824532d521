"""The real adapter about accounts that end and their payouts to banks: what it asks, and how it reads the answers."""

from datetime import UTC, datetime
from uuid import UUID

from common.adapters.payments.port import BankPayout, ConnectedAccount
from tests.factories.stripe_answers import ID, ask, listed

PAYOUT = {"id": "po_1", "object": "payout", "amount": 5_000, "currency": "usd", "status": "failed",
          "failure_code": "account_closed"}  # fmt: skip
READ = BankPayout("po_1", "acct_1", 5_000, "usd", "failed", "account_closed")


def test_a_closed_account_says_so_whatever_else_it_says() -> None:
    active = {"recipient": {"capabilities": {"stripe_balance": {"stripe_transfers": {"status": "active"}}}}}
    answer = {"id": "acct_1", "object": "v2.core.account", "closed": True, "configuration": active}
    assert ask(answer)[0].get_account("acct_1") == ConnectedAccount(
        "acct_1", transfers_active=False, blocked_reason="account_closed", is_closed=True
    )


def test_an_account_is_opened_under_the_key_of_its_row() -> None:
    adapter, recorder = ask({"id": "acct_1", "object": "v2.core.account"})
    user = UUID("01a1fd57-b136-7021-a36b-86569f14d332")
    adapter.create_account(ID, user, "a@example.com", "DE")
    _, _, body, headers = recorder.requests[0]
    assert body["metadata"] == {"user_id": str(user)}
    assert str(ID) in headers["Idempotency-Key"]


def test_a_payout_to_a_bank_is_asked_for_in_the_accounts_name() -> None:
    adapter, recorder = ask(PAYOUT)
    assert adapter.get_bank_payout("acct_1", "po_1") == READ
    _, path, _, headers = recorder.requests[0]
    assert (path, headers["Stripe-Account"]) == ("/v1/payouts/po_1", "acct_1")


def test_payouts_to_a_bank_are_listed_since_a_moment_in_the_accounts_name() -> None:
    adapter, recorder = ask(listed(PAYOUT))
    assert adapter.list_bank_payouts("acct_1", datetime(2026, 12, 1, tzinfo=UTC)) == [READ]
    _, path, sent, headers = recorder.requests[0]
    assert (path, headers["Stripe-Account"], sent["created[gte]"]) == ("/v1/payouts", "acct_1", "1796083200")
