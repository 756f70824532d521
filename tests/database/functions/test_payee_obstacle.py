"""app.payee_obstacle: what a creator reads instead of Stripe's codes, and which codes are no fault of theirs."""

import pytest

from tests.database.sql_functions import call
from tests.typing import Connection


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("onboarding_incomplete", "not finished"), ("requirements_past_due", "needs more from you"),
        ("determining_status", "is checking"), ("pending", "is checking"), ("restricted", "has restricted"),
        ("insufficient_capabilities_for_transfer", "has restricted"), ("account_unknown", "was closed"),
        ("account_closed", "was closed"), ("rejected_fraud", "Ask Stripe"), ("unsupported_country", "Ask Stripe"),
    ],
)  # fmt: skip
def test_what_concerns_the_payee_is_said_in_words(db: Connection, code: str, words: str) -> None:
    said = call(db, "app.payee_obstacle", code)
    assert words in said
    assert "_" not in said


@pytest.mark.parametrize(
    "code", ["balance_insufficient", "no transfer was made", "a_code_of_tomorrow", "", None]
)
def test_what_is_ours_to_mend_or_unknown_is_no_obstacle(db: Connection, code: str | None) -> None:
    assert call(db, "app.payee_obstacle", code) is None
