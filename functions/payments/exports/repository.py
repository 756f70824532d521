"""Statements of exports."""

from uuid import UUID

from common.database import Transaction


def log_export(tx: Transaction, wallet_id: UUID) -> None:
    """An export leaves a trace in the audit log."""
    tx.execute("select app.log_action('wallets.export', 'wallets', %(id)s::text)", {"id": str(wallet_id)})
