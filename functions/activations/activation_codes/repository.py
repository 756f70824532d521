"""Statements of codes."""

from collections.abc import Mapping, Sequence
from typing import LiteralString
from uuid import UUID

from common.database import Transaction
from common.filters import where
from common.models.activation_codes import ActivationCode
from common.models.activations import CodeMode

COLUMNS: LiteralString = (
    "id, activation_id, brand_id, short_code, label, secret_version, max_uses, used, disabled_at, expires_at,"
    " created_at, updated_at, %(base_url)s::text || '/q/' || short_code as url"
)
ASSIGNMENTS: Mapping[str, LiteralString] = {
    "label": "label = %(label)s",
    "disabled": "disabled_at = case when %(disabled)s then coalesce(disabled_at, now()) end",
    "expires_at": "expires_at = %(expires_at)s",
    "renew_secret": "secret_version = secret_version + %(renew_secret)s::integer",
}


def mode_of(tx: Transaction, activation_id: UUID) -> CodeMode | None:
    """How the codes of an activation are used, if this actor may see it."""
    found = tx.fetch_value("select code_mode from activations where id = %(id)s", {"id": activation_id})
    return CodeMode(found) if found else None


def insert_codes(
    tx: Transaction,
    activation_id: UUID,
    *,
    codes: Sequence[str],
    labels: Sequence[str],
    max_uses: int | None,
    expires_at: object,
    base_url: str,
) -> list[ActivationCode]:
    """Those of the codes that nobody has yet, each with its label. Raises `Forbidden`, `ActivationIsOver`."""
    return tx.fetch_all(
        ActivationCode,
        "insert into activation_codes (activation_id, brand_id, short_code, label, max_uses, expires_at)"
        " select a.id, a.brand_id, n.short_code, n.label, %(max_uses)s, %(expires_at)s from activations as a"
        " cross join unnest(%(codes)s::text[], %(labels)s::text[]) as n (short_code, label) where a.id = %(id)s"
        f" on conflict (short_code) do nothing returning {COLUMNS}",
        {"id": activation_id, "codes": list(codes), "labels": list(labels), "max_uses": max_uses,
         "expires_at": expires_at, "base_url": base_url},
    )  # fmt: skip


def find_code(tx: Transaction, code_id: UUID, *, base_url: str) -> ActivationCode:
    """The code, if this actor may see it. Raises `NotFound`."""
    return tx.fetch_one(
        ActivationCode,
        f"select {COLUMNS} from activation_codes where id = %(id)s",
        {"id": code_id, "base_url": base_url},
    )


def list_codes(
    tx: Transaction, activation_id: UUID, *, before: UUID | None, limit: int, base_url: str
) -> list[ActivationCode]:
    """Codes of an activation that the actor may see, newest first."""
    given = where(("activation_id = %(activation_id)s", activation_id), ("id < %(before)s", before))
    return tx.fetch_all(
        ActivationCode,
        f"select {COLUMNS} from activation_codes where {given} order by id desc limit %(limit)s",
        {"activation_id": activation_id, "before": before, "limit": limit, "base_url": base_url},
    )


def update_code(
    tx: Transaction, code_id: UUID, changes: Mapping[str, object], *, base_url: str
) -> ActivationCode | None:
    """Set what is in `changes`; None where the actor may not."""
    assignments: LiteralString = ", ".join(ASSIGNMENTS[name] for name in sorted(changes))
    return tx.fetch_optional(
        ActivationCode,
        f"update activation_codes set {assignments} where id = %(id)s returning {COLUMNS}",
        {**changes, "id": code_id, "base_url": base_url},
    )
