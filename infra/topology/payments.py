"""Wallets, deposits, earnings, payouts, and what Stripe tells us."""

from infra.topology.shared import export_queue, exporter, public_routes, routes
from infra.topology.types import Capability, FailureShare, Function, Metric, Queue, QueueSource, Schedule

PAYMENTS_API = Function(
    name="payments-api",
    capability="payments",
    entry="api",
    routes=(
        *routes("/functions/v1/payments", "GET", "POST"),
        *routes("/api/v1/connect/onboarding", "POST"),
        *routes("/api/v1/connect/status", "GET"),
        *routes("/api/v1/earnings", "GET"),
        *routes("/api/v1/earnings/{earning_id}", "GET"),
        *routes("/api/v1/earnings/{earning_id}/clawbacks", "POST"),
        *routes("/api/v1/payments/balance", "GET"),
        *routes("/api/v1/payments/transactions", "GET"),
        *routes("/api/v1/payments/withdraw", "POST"),
        *routes("/api/v1/payouts", "GET"),
        *routes("/api/v1/payouts/{payout_id}", "GET"),
        *routes("/api/v1/payouts/{payout_id}/report", "GET"),
        *routes("/api/v1/payouts/{payout_id}/report.csv", "GET"),
        *routes("/api/v1/reconciliations", "GET", "POST"),
        *routes("/api/v1/system/stripe-events", "GET"),
        *routes("/api/v1/system/stripe-events/{event_id}/retry", "POST"),
        *routes("/api/v1/wallets", "GET"),
        *routes("/api/v1/wallets/{wallet_id}", "GET"),
        *routes("/api/v1/wallets/{wallet_id}/deposits", "POST"),
        *routes("/api/v1/wallets/{wallet_id}/deposits/{deposit_id}/cancel", "POST"),
        *routes("/api/v1/wallets/{wallet_id}/deposits/{deposit_id}/refunds", "POST"),
        *routes("/api/v1/wallets/{wallet_id}/low-balance", "GET", "PUT"),
        *routes("/api/v1/wallets/{wallet_id}/exports", "POST"),
        *routes("/api/v1/wallets/{wallet_id}/payout-schedule", "GET", "PUT"),
        *routes("/api/v1/wallets/{wallet_id}/statement", "GET"),
        *routes("/api/v1/wallets/{wallet_id}/statement.csv", "GET"),
        *routes("/api/v1/wallets/{wallet_id}/transactions", "GET"),
        *routes("/api/v1/wallets/{wallet_id}/withdrawals", "POST"),
    ),
    timeout_seconds=29,
    sends_to=("export-statement",),
    secrets=("STRIPE_SECRET_KEY", "LOCAL_ONBOARDING_URL"),
    reserved_concurrency=20,
)
PAYMENTS_WEBHOOK = Function(
    name="payments-webhook",
    capability="payments",
    entry="webhook",
    database_login="hooks",
    routes=public_routes("/webhooks/stripe", "POST"),
    sends_to=("stripe-events",),
    secrets=("STRIPE_WEBHOOK_SECRET",),
    reserved_concurrency=10,
)
PAYMENTS_WORKER = Function(
    name="payments-worker",
    capability="payments",
    entry="worker",
    timeout_seconds=120,
    database_login="jobs",
    queues=(QueueSource(queue="stripe-events"),),
    secrets=("STRIPE_SECRET_KEY",),
    reserved_concurrency=5,
)
PAYMENTS_SCHEDULE = Function(
    name="payments-schedule",
    capability="payments",
    entry="schedule",
    timeout_seconds=300,
    database_login="jobs",
    schedules=(
        Schedule(job="payments-sweep", cron="*/5 * * * *"),
        Schedule(job="abandoned-deposits", cron="40 * * * *"),
        Schedule(job="payments-accounts", cron="10,25,40,55 * * * *"),
        Schedule(job="payouts", cron="30 5 * * *"),
        Schedule(job="payments-balance", cron="15 1 * * *"),
        Schedule(job="payments-reconciliation", cron="30 1 * * *"),
        Schedule(job="payments-retention", cron="50 3 * * *"),
    ),
    secrets=("STRIPE_SECRET_KEY",),
    reserved_concurrency=3,
)
PAYMENTS_EXPORTER = exporter("payments", "export-statement")
CAPABILITY = Capability(
    name="payments",
    functions=(
        PAYMENTS_API,
        PAYMENTS_WEBHOOK,
        PAYMENTS_WORKER,
        PAYMENTS_SCHEDULE,
        PAYMENTS_EXPORTER,
    ),
    queues=(
        Queue(name="stripe-events", visibility_timeout_seconds=720),
        export_queue("export-statement"),
    ),
    metrics=(
        Metric(name="deposits", title="Deposits"),
        Metric(name="deposits_failed", title="Deposits that failed"),
        Metric(name="payouts", title="Payouts"),
        Metric(name="payouts_failed", title="Payouts that failed"),
    ),
    failures=(
        FailureShare(
            name="payment-failures",
            failed=("deposits_failed", "payouts_failed"),
            done=("deposits", "payouts"),
            percent=10,
            fewest=30,
        ),
    ),
)
