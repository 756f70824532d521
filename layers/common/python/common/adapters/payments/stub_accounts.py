"""Creators' accounts in the stub of Stripe, and what happens to them there without us."""

import hashlib
import time
from datetime import UTC, datetime
from urllib.parse import urlencode
from uuid import UUID, uuid4

from common.adapters.payments.keys import account_key
from common.adapters.payments.port import (
    AccountLink,
    BankPayout,
    ConnectedAccount,
    PaymentObjectUnknown,
    PaymentRefused,
)
from common.adapters.payments.stub_answers import bank_payout, connected_account
from common.adapters.payments.stub_store import change, find, make, record_event, select_bodies
from common.settings import optional


class StubAccounts:
    """See `common.adapters.payments.port.PaymentAdapter`: its part about accounts."""

    def create_account(self, account_id: UUID, user_id: UUID, email: str, country: str) -> ConnectedAccount:
        """An account that still needs its onboarding."""
        made, _ = make(
            "account", "acct", account_key(account_id, email, country),
            {"user_id": str(user_id), "email": email, "country": country, "transfers_active": False,
             "link_was_made": False},
        )  # fmt: skip
        return connected_account(made)

    def get_account(self, account_id: str) -> ConnectedAccount:
        """The account; whoever was given a link has done all that it asks."""
        found = find("account", account_id)
        if found["link_was_made"] and not found["transfers_active"] and not found.get("closed"):
            found = change(account_id, {"transfers_active": True})
            record_event("account.updated", found)
        return connected_account(found)

    def payout_fingerprints(self, account_id: str) -> dict[str, str]:
        """Each account has a bank account of its own, unless `pay_into` says another."""
        bank = find("account", account_id).get("bank") or account_id
        return {"usd": hashlib.sha256(bank.encode()).hexdigest()[:16]}

    def create_account_link(self, account_id: str, return_url: str, refresh_url: str) -> AccountLink:
        """To the laptop's page that plays Stripe's, or straight back to us: there is nothing to fill in."""
        if find("account", account_id).get("closed"):
            raise PaymentRefused("account_closed")
        change(account_id, {"link_was_made": True, "refresh_url": refresh_url})
        back = f"{return_url}?stub={uuid4().hex}"
        if page := optional("LOCAL_ONBOARDING_URL"):
            return AccountLink(f"{page}?{urlencode({'account': account_id, 'return_url': back})}", None)
        return AccountLink(back, None)

    def get_bank_payout(self, account_id: str, bank_payout_id: str) -> BankPayout:
        """The payout of an account as it is now."""
        found = find("bank_payout", bank_payout_id)
        if found["account"] != account_id:
            raise PaymentObjectUnknown
        return bank_payout(found)

    def list_bank_payouts(self, account_id: str, since: datetime) -> list[BankPayout]:
        """Payouts of an account that were made since then."""
        return [
            bank_payout(body)
            for body in select_bodies("bank_payout", "account", account_id)
            if datetime.fromtimestamp(body["created"], UTC) >= since.replace(microsecond=0)
        ]


def restrict_account(account_id: str, reason: str = "requirements_past_due") -> ConnectedAccount:
    """Stripe wants to know more: until the creator goes on with the account, it is not paid."""
    changed = change(
        account_id, {"transfers_active": False, "link_was_made": False, "blocked_reason": reason}
    )
    record_event("account.updated", changed)
    return connected_account(changed)


def restore_account(account_id: str) -> ConnectedAccount:
    """Stripe is content again."""
    changed = change(account_id, {"transfers_active": True})
    record_event("account.updated", changed)
    return connected_account(changed)


def pay_into(account_id: str, bank: str) -> ConnectedAccount:
    """The creator names another bank account, by whatever tells it from others."""
    changed = change(account_id, {"bank": bank})
    record_event("account.updated", changed)
    return connected_account(changed)


def close_account(account_id: str) -> ConnectedAccount:
    """Nobody is paid there ever again."""
    changed = change(account_id, {"closed": True, "transfers_active": False})
    record_event("v2.core.account.closed", changed)
    return connected_account(changed)


def pay_to_bank(account_id: str, amount: int, currency: str = "usd") -> BankPayout:
    """What lies in an account, in minor units, goes to the creator's bank."""
    made, _ = make(
        "bank_payout", "po", None,
        {"account": account_id, "amount": amount, "currency": currency, "status": "in_transit", "failure": None,
         "created": int(time.time())},
    )  # fmt: skip
    return bank_payout(made)


def end_bank_payout(bank_payout_id: str, failure: str | None = None) -> BankPayout:
    """The bank has it, or sends it back."""
    changed = change(bank_payout_id, {"status": "failed" if failure else "paid", "failure": failure})
    return bank_payout(changed)
