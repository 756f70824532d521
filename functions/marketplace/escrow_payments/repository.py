"""Statements of the doors to held funds."""

from uuid import UUID

from common.database import Transaction


def find_next_escrow(tx: Transaction, deal_id: UUID) -> UUID | None:
    """The held funds of the first milestone that is not paid for, or is just being paid; None where there is none."""
    found: UUID | None = tx.fetch_value(
        "select e.id from escrows as e inner join deal_milestones as m on m.id = e.milestone_id"
        " where e.deal_id = %(id)s and e.status in ('pending_payment', 'payment_processing', 'failed')"
        " order by m.number limit 1",
        {"id": deal_id},
    )
    return found


def find_brand_wallet(tx: Transaction, brand_id: UUID, currency: str) -> UUID | None:
    """The wallet that a deposit goes to; None where it is not opened, or not for this actor to see."""
    found: UUID | None = tx.fetch_value(
        "select id from wallets where brand_id = %(brand_id)s and currency = %(currency)s",
        {"brand_id": brand_id, "currency": currency},
    )
    return found
