"""Creators' accounts at Stripe, and what goes from them to their banks."""

from datetime import datetime
from uuid import UUID

import stripe

from common.adapters.payments.keys import account_key
from common.adapters.payments.port import AccountLink, BankPayout, ConnectedAccount
from common.adapters.payments.stripe_answers import (
    account_link,
    ask,
    bank_payout,
    connected_account,
    payout_fingerprints,
)


class StripeAccounts:
    """See `common.adapters.payments.port.PaymentAdapter`: its part about accounts."""

    _client: stripe.StripeClient

    def create_account(self, account_id: UUID, user_id: UUID, email: str, country: str) -> ConnectedAccount:
        """An account (v2) that can only receive transfers; we answer for its fees and losses."""
        made = ask(
            lambda: self._client.v2.core.accounts.create(
                {
                    "dashboard": "express",
                    "contact_email": email,
                    "identity": {"country": country.lower()},
                    "configuration": {
                        "recipient": {
                            "capabilities": {"stripe_balance": {"stripe_transfers": {"requested": True}}}
                        }
                    },
                    "defaults": {
                        "responsibilities": {
                            "fees_collector": "application", "losses_collector": "application"
                        }
                    },
                    "metadata": {"user_id": str(user_id)},
                    "include": ["configuration.recipient", "requirements"],
                },
                {"idempotency_key": account_key(account_id, email, country)},
            )
        )  # fmt: skip
        return connected_account(made)

    def get_account(self, account_id: str) -> ConnectedAccount:
        """The account as it is now."""
        return connected_account(
            ask(
                lambda: self._client.v2.core.accounts.retrieve(
                    account_id, {"include": ["configuration.recipient", "requirements"]}
                )
            )
        )

    def payout_fingerprints(self, account_id: str) -> dict[str, str]:
        """Of where the money of each currency goes to (v1: an account of v2 answers there, too)."""
        found = ask(lambda: self._client.v1.accounts.external_accounts.list(account_id, {"limit": 100}))
        return payout_fingerprints(found.to_dict())

    def create_account_link(self, account_id: str, return_url: str, refresh_url: str) -> AccountLink:
        """Stripe's onboarding; single use, minutes long."""
        link = ask(
            lambda: self._client.v2.core.account_links.create(
                {
                    "account": account_id,
                    "use_case": {
                        "type": "account_onboarding",
                        "account_onboarding": {
                            "return_url": return_url, "refresh_url": refresh_url,
                        },
                    },
                }
            )
        )  # fmt: skip
        return account_link(link)

    def get_bank_payout(self, account_id: str, bank_payout_id: str) -> BankPayout:
        """The payout of a connected account as it is now: asked in its name."""
        found = ask(
            lambda: self._client.v1.payouts.retrieve(bank_payout_id, options={"stripe_account": account_id})
        )
        return bank_payout(account_id, found)

    def list_bank_payouts(self, account_id: str, since: datetime) -> list[BankPayout]:
        """Payouts of a connected account that were made since then: asked in its name."""
        found = ask(
            lambda: list(
                self._client.v1.payouts.list(
                    {"created": {"gte": int(since.timestamp())}, "limit": 100}, {"stripe_account": account_id}
                ).auto_paging_iter()
            )
        )
        return [bank_payout(account_id, each) for each in found]
