"""Use cases of Connect: a payee opens an account at Stripe, and we believe only what Stripe says about it."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import (
    ConnectedAccount,
    PaymentAdapter,
    PaymentObjectUnknown,
    PaymentRefused,
    PaymentUnclear,
)
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from common.settings import settings
from common.telemetry import logger
from payments.connect import repository
from payments.connect.models import AccountBegun, ConnectStatus, OnboardingLink, OnboardingStart
from payments.connect.repository import Payee
from payments.errors import NoWallet
from payments.wallets.access import is_paid

if TYPE_CHECKING:
    from common.http import Api  # timers and workers answer no requests: they start without it

RETURN_PATH = "/settings/payouts"
REFRESH_PATH = "/settings/payouts/continue"
"""Pages of the front end: back from Stripe, and where a used or expired link leads (it asks for a new one)."""
ACCOUNT_CLOSED = "account_closed"
ACCOUNT_UNKNOWN = "account_unknown"
"""An account that Stripe has closed, or does not know (any more): it is let go, and the payee may open another."""
RESTRICTED = "restricted"
"""An account that is there, and cannot be paid."""


def onboard(app: "Api", body: OnboardingStart) -> OnboardingLink:
    """Begin the payee's account, once per `Idempotency-Key`, and lead to Stripe's onboarding.

    Raises as `start_onboarding`.
    """
    payment_adapter()  # where payments are off, nothing is begun
    with app.transaction() as tx:
        app.once(tx, body, AccountBegun, lambda: _begin(tx, body.country))
    return start_onboarding(app.actor, body.country)


def start_onboarding(actor: Actor, country: str) -> OnboardingLink:
    """A link to Stripe's onboarding, for an account that is opened if there is none, or Stripe has closed it.

    Whoever asks does something about their account, so the next run tries again to pay them. Raises `NoWallet`,
    `NotConfigured`, `PaymentRefused`, `PaymentObjectUnknown`, `PaymentUnclear`.
    """
    adapter = payment_adapter()
    account_id = _payee(actor).stripe_account_id
    if account_id is None or not _is_there(adapter, account_id):
        account_id = _open(adapter, actor, country)
    site = settings().site_url.rstrip("/")
    link = adapter.create_account_link(account_id, f"{site}{RETURN_PATH}", f"{site}{REFRESH_PATH}")
    return OnboardingLink(url=link.url, expires_at=link.expires_at)


def connect_status(actor: Actor) -> ConnectStatus:
    """Whether the payee can be paid: asked of Stripe, since coming back from its pages proves nothing.

    Raises `NoWallet`, `NotConfigured`, `PaymentRefused`, `PaymentUnclear`.
    """
    payee = _payee(actor)
    if payee.stripe_account_id is not None:
        look_at(payment_adapter(), payee.stripe_account_id)
        payee = _payee(actor)
    return ConnectStatus(
        connected=payee.stripe_account_id is not None,
        payouts_enabled=payee.payouts_enabled,
        blocked_reason=payee.payouts_blocked_reason,
        skipped_reason=payee.payout_skipped_reason,
    )


def look_at(adapter: PaymentAdapter, account_id: str) -> ConnectedAccount:
    """The account as it is now, remembered. Raises `PaymentRefused`, `PaymentUnclear`."""
    account = read_account(adapter, account_id)
    with transaction(SERVICE) as tx:
        apply_account(tx, account)
    return account


def read_account(adapter: PaymentAdapter, account_id: str) -> ConnectedAccount:
    """The account as it is now; one that Stripe does not know is closed. Raises `PaymentRefused`, `PaymentUnclear`."""
    try:
        account = adapter.get_account(account_id)
    except PaymentObjectUnknown:
        return ConnectedAccount(
            account_id, transfers_active=False, blocked_reason=ACCOUNT_UNKNOWN, is_closed=True
        )
    return replace(account, fingerprints=_fingerprints(adapter, account))


def apply_account(tx: Transaction, account: ConnectedAccount) -> bool:
    """Remember what Stripe says about an account; False where nobody of ours has it. Raises nothing of its own."""
    if account.is_closed:
        return repository.hold_payee(tx, account.id, account.blocked_reason or ACCOUNT_CLOSED)
    changed = repository.set_connected_account(
        tx, None, account.id, enabled=account.transfers_active, reason=account.blocked_reason
    )
    if account.fingerprints:
        repository.note_payout_accounts(tx, account.id, account.fingerprints)
    return changed > 0


def apply_news(tx: Transaction, account: ConnectedAccount) -> bool:
    """As `apply_account`, for an account of which Stripe has told us: the next run tries again to pay it.

    Raises nothing of its own.
    """
    is_ours = apply_account(tx, account)
    repository.lift_refusal(tx, account.id)
    return is_ours


def _fingerprints(adapter: PaymentAdapter, account: ConnectedAccount) -> Mapping[str, str]:
    """Nobody waits for them to be paid: what Stripe does not say now, it is asked again with the next reading."""
    if not account.transfers_active:
        return {}
    try:
        return adapter.payout_fingerprints(account.id)
    except (PaymentRefused, PaymentObjectUnknown, PaymentUnclear) as failure:
        logger().warning("no fingerprints of an account", extra={"account": account.id, "code": failure.code})
        return {}


def _begin(tx: Transaction, country: str) -> AccountBegun:
    _require_payee(tx)
    return AccountBegun(id=repository.begin_account(tx, country))


def _is_there(adapter: PaymentAdapter, account_id: str) -> bool:
    if look_at(adapter, account_id).is_closed:
        return False
    with transaction(SERVICE) as tx:
        repository.lift_refusal(tx, account_id)
    return True


def _open(adapter: PaymentAdapter, actor: Actor, country: str) -> str:
    """Stripe's id of the payee's account: two requests at once, or one that is repeated, open the same one."""
    payee = _payee(actor)
    with transaction(actor) as tx:
        begun = repository.find_account(tx, _begin(tx, country).id)
    if begun.stripe_account_id is not None:  # another request was faster
        return begun.stripe_account_id
    try:
        account = adapter.create_account(begun.id, payee.user_id, payee.email, begun.country or country)
    except PaymentRefused as refusal:
        with transaction(SERVICE) as tx:
            repository.refuse_account(tx, begun.id, refusal.reason)
        raise
    with transaction(SERVICE) as tx:
        repository.set_connected_account(
            tx, payee.user_id, account.id, enabled=account.transfers_active, reason=account.blocked_reason
        )
    return account.id


def _payee(actor: Actor) -> Payee:
    with transaction(actor) as tx:
        return repository.find_payee(tx, _require_payee(tx))


def _require_payee(tx: Transaction) -> UUID:
    if tx.actor.user_id is None or not is_paid(tx):
        raise NoWallet("Only creators and agents are paid out.")
    return tx.actor.user_id
