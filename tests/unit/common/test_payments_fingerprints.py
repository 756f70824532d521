"""What tells one bank account from another: asked of Stripe beside the account, and read as far as it says anything."""

from typing import Any

import pytest

from common.adapters.payments.port import PaymentUnclear
from tests.factories.stripe_answers import ask, listed


def bank(fingerprint: str | None, currency: str = "usd", *, default: bool = False) -> dict[str, Any]:
    """A bank account as Stripe lists it."""
    return {"id": "ba_1", "object": "bank_account", "currency": currency, "fingerprint": fingerprint,
            "default_for_currency": default}  # fmt: skip


def test_the_accounts_of_an_account_are_asked_for_by_its_id() -> None:
    adapter, recorder = ask(listed(bank("fp")))
    assert adapter.payout_fingerprints("acct_1") == {"usd": "fp"}
    method, path, _, _ = recorder.requests[0]
    assert (method, path) == ("get", "/v1/accounts/acct_1/external_accounts")


@pytest.mark.parametrize(
    ("banks", "found"),
    [
        ([], {}),
        ([bank("a", default=True), bank("b")], {"usd": "a"}),
        ([bank("b"), bank("a", default=True)], {"usd": "a"}),
        ([bank("a"), bank("e", "eur", default=True)], {"usd": "a", "eur": "e"}),
        ([bank(None), {"id": "card_1", "object": "card", "fingerprint": "c"}], {}),
        ([{"id": "card_1", "object": "card", "currency": "usd", "fingerprint": "c"}], {"usd": "c"}),
    ],
)
def test_of_each_currency_the_default_account_counts(
    banks: list[dict[str, Any]], found: dict[str, str]
) -> None:
    assert ask(listed(*banks))[0].payout_fingerprints("acct_1") == found


def test_no_answer_is_none() -> None:
    with pytest.raises(PaymentUnclear):
        ask({}, breaks=True)[0].payout_fingerprints("acct_1")
