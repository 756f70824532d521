"""Keys under which the provider makes something once: the same request has the same key, another one another.

A key that stands for more than its request would be refused with every change of it, for as long as it is remembered.
"""

import hashlib
from uuid import UUID


def customer_key(wallet_id: UUID, replaces: str | None) -> str:
    """Of the payer of a wallet; `replaces`: the customer that was deleted there."""
    return f"customer_{wallet_id}" if replaces is None else f"customer_{wallet_id}_{replaces}"


def deposit_key(deposit_id: UUID, customer_id: str) -> str:
    """Of a deposit's intent by this payer."""
    return f"deposit_{deposit_id}_{customer_id}"


def account_key(account_id: UUID, email: str, country: str) -> str:
    """Of the account that a creator began, with these particulars."""
    particulars = hashlib.sha256(f"{country}\n{email}".encode()).hexdigest()
    return f"account_{account_id}_{particulars[:32]}"
