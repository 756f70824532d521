"""Statements of health checks."""

from dataclasses import dataclass
from uuid import UUID

from psycopg.types.json import Jsonb

from common.database import Transaction
from user_management.health_checks.models import AccountSign, CheckStatus, HealthLog, Severity, SignState


@dataclass(frozen=True, slots=True)
class SignCounts:
    """Signs of accounts that are new, changed, and gone."""

    opened: int
    changed: int
    resolved: int


def log_change(tx: Transaction, check_name: str, status: CheckStatus, details: dict[str, object]) -> bool:
    """Write down a result that is not the last one of its check; whether it was."""
    return bool(
        tx.execute(
            "insert into system_health_logs (check_name, status, details)"
            " select %(name)s, %(status)s, %(details)s where ("
            "  select (l.status, l.details) from system_health_logs as l where l.check_name = %(name)s"
            "  order by l.id desc limit 1) is distinct from (%(status)s::text, %(details)s::jsonb)",
            {"name": check_name, "status": status, "details": Jsonb(details)},
        )
    )


def watch_accounts(tx: Transaction) -> SignCounts:
    """Bring the signs of trouble with accounts up to date."""
    return tx.fetch_one(SignCounts, "select opened, changed, resolved from app.watch_accounts()")


def list_logs(tx: Transaction, *, check_name: str | None, before: UUID | None, limit: int) -> list[HealthLog]:
    """Results that changed, newest first."""
    return tx.fetch_all(
        HealthLog,
        "select id, check_name, status, details, created_at from system_health_logs"
        " where (%(name)s::text is null or check_name = %(name)s) and (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"name": check_name, "before": before, "limit": limit},
    )


def list_signs(
    tx: Transaction,
    *,
    user_id: UUID | None,
    severity: Severity | None,
    state: SignState | None,
    before: UUID | None,
    limit: int,
) -> list[AccountSign]:
    """Signs of trouble with accounts, newest first."""
    return tx.fetch_all(
        AccountSign,
        "select id, user_id, indicator, severity, value, details, resolved_at, created_at"
        " from account_health_indicators where (%(user)s::uuid is null or user_id = %(user)s)"
        " and (%(severity)s::text is null or severity = %(severity)s)"
        " and (%(state)s::text is null or (resolved_at is null) = (%(state)s = 'open'))"
        " and (%(before)s::uuid is null or id < %(before)s)"
        " order by id desc limit %(limit)s",
        {"user": user_id, "severity": severity, "state": state, "before": before, "limit": limit},
    )
