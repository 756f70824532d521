"""What the vault seals opens for its row and for nobody else."""

from collections.abc import Iterator
from uuid import UUID, uuid4

import boto3
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.adapters import vault
from common.adapters.vault import SealBroken, VaultUnavailable
from tests.factories.vault import key_service


@pytest.fixture(scope="module", autouse=True)
def kms() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as monkeypatch, key_service(monkeypatch):
        yield


@given(plaintext=st.text(alphabet=st.characters(exclude_categories=["Cs"])), row_id=st.uuids())
def test_what_was_sealed_opens(plaintext: str, row_id: UUID) -> None:
    assert vault.open(row_id, vault.seal(row_id, plaintext)) == plaintext


def test_the_same_text_is_sealed_differently_every_time_and_shows_nowhere() -> None:
    row = uuid4()
    first, second = vault.seal(row, "token"), vault.seal(row, "token")
    assert first != second
    assert b"token" not in first + second


def test_a_value_copied_into_another_row_does_not_open() -> None:
    sealed = vault.seal(uuid4(), "token")
    with pytest.raises(SealBroken):
        vault.open(uuid4(), sealed)


def test_a_value_with_any_byte_changed_does_not_open() -> None:
    row = uuid4()
    sealed = vault.seal(row, "token")
    for position in range(len(sealed)):
        changed = bytearray(sealed)
        changed[position] ^= 1
        with pytest.raises((SealBroken, VaultUnavailable)):
            vault.open(row, bytes(changed))


def test_a_truncated_value_does_not_open() -> None:
    row = uuid4()
    sealed = vault.seal(row, "token")
    for length in range(len(sealed)):
        with pytest.raises((SealBroken, VaultUnavailable)):
            vault.open(row, sealed[:length])


def test_old_values_open_after_a_change_of_the_master_key(monkeypatch: pytest.MonkeyPatch) -> None:
    row = uuid4()
    old = vault.seal(row, "old")
    vault.forget()
    monkeypatch.setenv("VAULT_KEY_ID", boto3.client("kms").create_key()["KeyMetadata"]["Arn"])
    new = vault.seal(row, "new")
    assert [vault.open(row, old), vault.open(row, new)] == ["old", "new"]


def test_one_data_key_seals_many_values_of_a_process() -> None:
    vault.forget()
    sealed = [vault.seal(uuid4(), str(number)) for number in range(3)]
    assert len({value[: 3 + int.from_bytes(value[1:3], "big")] for value in sealed}) == 1


def test_without_the_key_service_nothing_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    vault.forget()
    monkeypatch.setenv("VAULT_KEY_ID", str(uuid4()))
    with pytest.raises(VaultUnavailable):
        vault.seal(uuid4(), "token")
