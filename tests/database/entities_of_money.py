"""Entity models of money: wallets, payouts, and what is compared with Stripe."""

from common.models import money, payout_lines, reconciliations, stripe_events
from common.models.base import Output
from tests.database.entity import CARDS, Entity

ENTITIES = [
    Entity(
        money.Wallet,
        "wallets",
        {"payout_fingerprint", "payout_skipped_at", "stripe_account_id", "stripe_customer_id", "updated_at"},
        {"available", "debt", "held", "pending", "reserved"},
    ),
    Entity(money.WalletTransaction, "wallet_transactions", {"ledger_transaction_id", "updated_at"}),
    Entity(
        money.Earning, "earnings", {"announced_at", "brand_id", "ledger_transaction_id", "updated_at"},
        CARDS | {"payable_on"},
    ),
    Entity(
        money.Payout, "payouts", {"commission_amount", "commission_ids", "earning_ids", "first_attempt_at",
                                  "idempotency_key", "last_attempt_at",
                                  "ledger_transaction_id", "stripe_account_id", "updated_at"},
        {"creator", "lines"},
    ),
    Entity(reconciliations.Reconciliation, "ledger.reconciliations"),
    Entity(stripe_events.StripeEvent, "stripe_events", {"payload"}),
    Entity(
        reconciliations.BalanceComparison, "stripe_balances",
        {"available", "created_at", "id", "moved_since", "pending", "reserved"}, {"at_stripe", "compared_at"},
    ),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    money.Booking, payout_lines.PayoutSum,
}  # fmt: skip
