"""A key service in this process, for everything that seals and opens."""

from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest
from moto import mock_aws

from common.adapters import vault


@contextmanager
def key_service(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """KMS by moto with a master key, to which the vault's setting points."""
    with mock_aws():
        vault.forget()
        monkeypatch.setenv("VAULT_KEY_ID", boto3.client("kms").create_key()["KeyMetadata"]["Arn"])
        yield
    vault.forget()
