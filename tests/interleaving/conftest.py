"""What use cases read from their environment, in all tests of two at once."""

import pytest

from common import exports
from tests.interleaving.shelf import SHELF


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short links lead to us, Stripe is the stub, and files lie in memory."""
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "http://127.0.0.1:8000/t")
    monkeypatch.setattr(exports, "export_store", lambda: SHELF)
    monkeypatch.delenv("STRIPE_SECRET_KEY", raising=False)
