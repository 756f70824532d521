"""Statements of fans: one function, one statement. Whose they are says the transaction's device, and no argument."""

from dataclasses import dataclass
from uuid import UUID

from activations.fans.models import FanData
from common.database import Transaction, run_alone


@dataclass(frozen=True, slots=True)
class _Brand:
    brand_id: UUID | None


def find_brand(code: str) -> UUID | None:
    """Whose a code is; None for one that is unknown. A round trip of its own: the device depends on it."""
    found = run_alone(_Brand, "select app.brand_of_code(%(code)s) as brand_id", {"code": code})
    return found.brand_id if found else None


def request_code(tx: Transaction, email: str, minutes: int) -> None:
    """Mail six digits. Raises `FanUnknown`, `FanCodesLimited`."""
    tx.fetch_value(
        "select app.request_fan_code(%(email)s, %(minutes)s)", {"email": email, "minutes": minutes}
    )


def confirm_code(tx: Transaction, digits: str) -> str:
    """`confirmed`, `wrong` or `none`; a wrong try counts. Raises `FanUnknown`, `FanHasAnotherAccount`."""
    outcome: str = tx.fetch_value("select app.confirm_fan_code(%(digits)s)", {"digits": digits})
    return outcome


def read_data(tx: Transaction) -> FanData:
    """All that is held about the fan. Raises `FanUnknown`."""
    return FanData.model_validate(tx.fetch_value("select app.own_fan_data()"))


def forget(tx: Transaction) -> int:
    """The fan is forgotten; how many scans are nobody's now. Raises `FanUnknown`."""
    scans: int = tx.fetch_value("select app.forget_own_fan()")
    return scans


def issue_ticket(tx: Transaction) -> str:
    """A ticket for an account. Raises `FanUnknown`."""
    ticket: str = tx.fetch_value("select app.issue_fan_link_ticket()")
    return ticket


def erase(tx: Transaction, fan_id: UUID) -> int:
    """A fan of a brand of the actor's is forgotten; how many scans. Raises `NotFound`, `Forbidden`."""
    scans: int = tx.fetch_value("select app.erase_fan(%(id)s)", {"id": fan_id})
    return scans
