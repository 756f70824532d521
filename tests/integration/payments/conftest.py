"""A webhook secret."""

import pytest

from tests.factories.payments import WEBHOOK_SECRET


@pytest.fixture(autouse=True)
def webhook_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two secrets, as while one is rolled."""
    monkeypatch.setenv("STRIPE_WEBHOOK_SECRET", f"whsec_other, {WEBHOOK_SECRET}")
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)
