"""The stub, and who is asked to send in which stage."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from common.adapters.email.choice import email_adapter
from common.adapters.email.port import Email, Sent
from common.adapters.email.resend import ResendEmailAdapter
from common.adapters.email.stub import StubEmailAdapter
from common.errors import NotConfigured
from common.settings import settings

MAIL = Email("x@example.com", "Grüße 🎉", "<p>ä</p>", "ä", {"List-Unsubscribe": "<https://x.example>"})


@pytest.fixture(autouse=True)
def fresh_settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("RESEND_API_KEY", "RESEND_FROM_EMAIL", "LOCAL_OUTBOX_DIR"):
        monkeypatch.delenv(name, raising=False)
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


def test_a_mail_is_kept_once_per_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_OUTBOX_DIR", str(tmp_path / "outbox"))
    stub = StubEmailAdapter()
    first = stub.send("key", [MAIL, MAIL])
    assert stub.send("key", [MAIL, MAIL]) == first
    assert len(set(map(str, first))) == 2
    kept = [json.loads(path.read_text()) for path in sorted((tmp_path / "outbox").iterdir())]
    assert [Sent(mail["id"]) for mail in kept] == first
    assert (kept[0]["to"], kept[0]["subject"], kept[0]["html"], kept[0]["text"], kept[0]["headers"]) == (
        MAIL.to, MAIL.subject, MAIL.html, MAIL.text, MAIL.headers,
    )  # fmt: skip


def test_without_a_folder_there_is_only_the_log() -> None:
    assert len(StubEmailAdapter().send("key", [MAIL])) == 1


def test_a_laptop_without_a_key_has_the_stub() -> None:
    assert isinstance(email_adapter(), StubEmailAdapter)


@pytest.mark.parametrize("stage", ["dev", "staging", "prod"])
def test_nothing_pretends_in_a_deployed_stage(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    monkeypatch.setenv("STAGE", stage)
    with pytest.raises(NotConfigured):
        email_adapter()


@pytest.mark.parametrize("stage", ["local", "prod"])
def test_a_key_and_a_sender_make_it_live(monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
    monkeypatch.setenv("STAGE", stage)
    monkeypatch.setenv("RESEND_API_KEY", "re_123")
    monkeypatch.setenv("RESEND_FROM_EMAIL", "mail@example.com")
    monkeypatch.setenv("RESEND_REQUESTS_PER_SECOND", "10")
    assert isinstance(email_adapter(), ResendEmailAdapter)
