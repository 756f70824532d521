"""What use cases read from their environment, in all tests of two at once."""

import pytest


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short links lead to us, and Stripe is the stub."""
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "http://127.0.0.1:8000/t")
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)
