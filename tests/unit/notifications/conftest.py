"""The stage's key of unsubscribe links."""

import pytest


@pytest.fixture(autouse=True)
def stage(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSUBSCRIBE_SIGNING_KEY", "k" * 32)
    monkeypatch.setenv("API_BASE_URL", "https://api.example.org")
