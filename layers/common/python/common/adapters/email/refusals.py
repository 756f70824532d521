"""What a refusal of Resend means (resend.com/docs/api-reference/errors): whose fault it is, so what becomes of a mail.

Only what it says of its recipient ends a mail. What we do not know is ours to look at, and costs nobody a mail.
"""

import re
from enum import Enum

QUOTAS = frozenset({"daily_quota_exceeded", "monthly_quota_exceeded"})
IN_FLIGHT = "concurrent_idempotent_requests"
OF_A_MAIL = frozenset({400, 413, 422})
"""Statuses of what is wrong with a request itself; all others are about who sends it, or where to."""
RECIPIENT = re.compile(r"[`'\"]to[`'\"]")
SENDER = re.compile(r"[`'\"]from[`'\"]|\bAPI key\b|\bdomain is not verified\b", re.IGNORECASE)


class Fault(Enum):
    """Whose fault a refusal is."""

    RECIPIENT = "recipient"
    QUOTA = "quota"
    OURS = "ours"
    THEIRS = "theirs"


def fault_of(status: int, name: str, message: str) -> Fault:
    """Whose fault it is, by status, name and message of an error."""
    if status >= 500 or status == 408 or name == IN_FLIGHT:
        return Fault.THEIRS
    if status == 429:
        return Fault.QUOTA if name in QUOTAS else Fault.THEIRS
    is_validation = status in (400, 422) and name == "validation_error"
    return Fault.RECIPIENT if is_validation and RECIPIENT.search(message) else Fault.OURS


def is_of_one_mail(status: int, name: str, message: str) -> bool:
    """Whether one mail of several may be the reason that all were refused: alone, the others may pass."""
    return status in OF_A_MAIL and name != "invalid_from_address" and not SENDER.search(message)
