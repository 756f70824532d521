"""Statements of fraud rules: one function, one statement, typed rows."""

from typing import LiteralString

from psycopg.types.json import Jsonb

from common.database import Transaction
from common.models.fraud import FraudRule

RULE: LiteralString = (
    "key, scope, severity, weight, config, action, active, description, updated_by, created_at, updated_at"
)


def list_rules(tx: Transaction) -> list[FraudRule]:
    """All, by their keys."""
    return tx.fetch_all(FraudRule, f"select {RULE} from fraud_rules order by key")


def lock_rule(tx: Transaction, key: str) -> FraudRule:
    """The rule of this key; nobody else changes it until the end of the transaction. Raises `NotFound`."""
    return tx.fetch_one(
        FraudRule, f"select {RULE} from fraud_rules where key = %(key)s for no key update", {"key": key}
    )


def change_rule(tx: Transaction, changed: FraudRule) -> FraudRule:
    """The rule as it is from now on. Raises `FraudConfigRefused`, `BurstIsAHint`."""
    return tx.fetch_one(
        FraudRule,
        "update fraud_rules set active = %(active)s, severity = %(severity)s, action = %(action)s, config = %(config)s,"
        f" weight = %(weight)s, updated_by = auth.uid() where key = %(key)s returning {RULE}",
        changed.model_dump() | {"config": Jsonb(changed.config)},
    )
