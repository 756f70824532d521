"""Use cases of Connect: a creator opens an account at Stripe, and we believe only what Stripe says about it."""

from common.adapters.payments.choice import payment_adapter
from common.adapters.payments.port import ConnectedAccount
from common.database import Transaction, transaction
from common.identity import SERVICE, Actor
from common.settings import settings
from payments.connect import repository
from payments.connect.models import ConnectStatus, OnboardingLink
from payments.errors import NoWallet

RETURN_PATH = "/settings/payouts"
REFRESH_PATH = "/settings/payouts/continue"
"""Pages of the front end: back from Stripe, and where a used or expired link leads (it asks for a new one)."""


def start_onboarding(actor: Actor, country: str) -> OnboardingLink:
    """A link to Stripe's onboarding, for an account that is opened if need be. Raises as `connect_status`."""
    adapter = payment_adapter()
    payee = _payee(actor)
    account_id = payee.stripe_account_id
    if account_id is None:
        account = adapter.create_account(payee.user_id, payee.email, country)
        account_id = account.id
        with transaction(SERVICE) as tx:
            repository.set_connected_account(
                tx, payee.user_id, account.id, enabled=account.transfers_active, reason=account.blocked_reason
            )
    site = settings().site_url.rstrip("/")
    link = adapter.create_account_link(account_id, f"{site}{RETURN_PATH}", f"{site}{REFRESH_PATH}")
    return OnboardingLink(url=link.url, expires_at=link.expires_at)


def connect_status(actor: Actor) -> ConnectStatus:
    """Whether the creator can be paid: asked of Stripe, since coming back from its pages proves nothing.

    Raises `NoWallet`, `NotConfigured`, `PaymentRefused`, `PaymentObjectUnknown`, `PaymentUnclear`.
    """
    payee = _payee(actor)
    if payee.stripe_account_id is not None:
        account = payment_adapter().get_account(payee.stripe_account_id)
        with transaction(SERVICE) as tx:
            apply_account(tx, account)
        payee = _payee(actor)
    return ConnectStatus(
        connected=payee.stripe_account_id is not None,
        payouts_enabled=payee.payouts_enabled,
        blocked_reason=payee.payouts_blocked_reason,
        skipped_reason=payee.payout_skipped_reason,
    )


def apply_account(tx: Transaction, account: ConnectedAccount) -> bool:
    """Remember what Stripe says about an account; False where no creator of ours has it. Raises nothing of its own."""
    return (
        repository.set_connected_account(
            tx, None, account.id, enabled=account.transfers_active, reason=account.blocked_reason
        )
        > 0
    )


def _payee(actor: Actor) -> repository.Payee:
    with transaction(actor) as tx:
        if actor.user_id is None or "creator" not in tx.context["roles"]:
            raise NoWallet("Only creators are paid out.")
        return repository.find_payee(tx, actor.user_id)
