"""Who has a wallet of their own, and is paid out what is in it."""

from common.database import Transaction

PAID_ROLES = ("creator", "agent")


def is_paid(tx: Transaction) -> bool:
    """Whether the actor is somebody who is paid out: a creator, an agent, or both."""
    return tx.actor.user_id is not None and any(role in tx.context["roles"] for role in PAID_ROLES)
