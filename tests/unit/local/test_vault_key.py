"""What was sealed before a restart of the laptop's system opens after it."""

from pathlib import Path
from uuid import uuid4

import pytest

from common.adapters import vault
from local import aws
from local.environment import RUNTIME_SETTINGS, VAULT_KEY_ID


def in_a_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, master_key: str) -> aws.Aws:
    """A fresh start of the AWS APIs, with a process that knows nothing of the one before."""
    running = aws.start(tmp_path / "aws.log", master_key)
    for name, value in {**RUNTIME_SETTINGS, **running.environment, "VAULT_KEY_ID": VAULT_KEY_ID}.items():
        monkeypatch.setenv(name, value)
    vault.forget()
    return running


def test_sealed_values_outlive_the_process_that_plays_kms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = uuid4()
    before = in_a_run(tmp_path, monkeypatch, "ab" * 32)
    try:
        sealed = vault.seal(row, "token")
    finally:
        before.stop()
    after = in_a_run(tmp_path, monkeypatch, "ab" * 32)
    try:
        assert vault.open(row, sealed) == "token"
    finally:
        after.stop()
    other = in_a_run(tmp_path, monkeypatch, "cd" * 32)
    try:
        with pytest.raises(vault.SealBroken):
            vault.open(row, sealed)
    finally:
        other.stop()
        vault.forget()
