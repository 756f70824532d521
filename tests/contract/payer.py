"""The payer's side of a payment: what Stripe's elements do in a browser, with the SDK."""

from enum import StrEnum
from typing import Any

import httpx
import stripe

from tests.contract.localstripe import SECRET_KEY, Localstripe


class Card(StrEnum):
    """Stripe's test cards, by what becomes of them."""

    GOOD = "4242424242424242"
    DECLINED = "4000000000000341"
    AUTHENTICATED = "4000002500003155"


OVERDRAWN_IBAN = "DE62370400440532013001"


class Payer:
    """Somebody with a card, and a client of Stripe that is not ours."""

    def __init__(self, server: Localstripe) -> None:
        self._address = server.address
        self.stripe = stripe.StripeClient(SECRET_KEY, base_addresses={"api": server.address})

    def pay(self, payment_intent_id: str, card: Card = Card.GOOD) -> str:
        """Pay by card; the intent's status. Raises `stripe.CardError` where the bank says no."""
        details: Any = {"number": card.value, "exp_month": 12, "exp_year": 2040, "cvc": "123"}
        return self._confirm(payment_intent_id, {"type": "card", "card": details})

    def pay_by_direct_debit(self, payment_intent_id: str) -> str:
        """Pay from an account with nothing on it, which comes out later; the intent's status."""
        return self._confirm(
            payment_intent_id, {"type": "sepa_debit", "sepa_debit": {"iban": OVERDRAWN_IBAN}}
        )

    def authenticate(self, payment_intent_id: str, client_secret: str, *, success: bool) -> None:
        """Answer the bank's question (3-D Secure); localstripe's own route, Stripe asks in an iframe."""
        httpx.post(
            f"{self._address}/v1/payment_intents/{payment_intent_id}/_authenticate", trust_env=False,
            headers={"authorization": f"Bearer {SECRET_KEY}"},
            data={"client_secret": client_secret, "success": str(success).lower()},
        ).raise_for_status()  # fmt: skip

    def _confirm(self, payment_intent_id: str, instrument: Any) -> str:
        method = self.stripe.v1.payment_methods.create(instrument)
        self.stripe.v1.payment_intents.update(payment_intent_id, {"payment_method": method.id})
        return self.stripe.v1.payment_intents.confirm(payment_intent_id).status
