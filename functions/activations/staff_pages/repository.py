"""Statement of the pages of gates and screens."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from common.database import Transaction


@dataclass(frozen=True, slots=True)
class Opened:
    """What a link opens, with a code of its activation: none where there is none that works, or not the wanted one."""

    activation_id: UUID
    kind: str
    label: str
    expires_at: datetime
    brand_name: str
    activation_name: str
    code_mode: str
    rotate_seconds: int
    code_id: UUID | None
    short_code: str | None
    secret_version: int | None


def open_link(tx: Transaction, token_hash: bytes, code: str | None) -> Opened:
    """What a link opens. Raises `StaffLinkEnded`."""
    return tx.fetch_one(
        Opened,
        "select activation_id, kind, label, expires_at, brand_name, activation_name, code_mode, rotate_seconds,"
        " code_id, short_code, secret_version from app.staff_of(%(token_hash)s, %(code)s)",
        {"token_hash": token_hash, "code": code},
    )
