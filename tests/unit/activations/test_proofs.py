"""Proofs of rotating codes: what a screen shows now is one, what it showed long ago is none."""

from uuid import UUID, uuid4

import pytest

from activations import proofs

OLD, NEW = "an older key of the tests: 32 and more", "a newer key of the tests: 32 and more"
CODE = UUID(int=7)
NOW = 1_800_000_010.0


def step_of(
    given: str, *, code: UUID = CODE, version: int = 1, now: float = NOW, grace: int = 1
) -> int | None:
    return proofs.step_of(given, code, version, now=now, rotate_seconds=30, grace_steps=grace)


def test_what_is_shown_now_is_a_proof_of_now() -> None:
    step = proofs.step_at(NOW, 30)
    shown = proofs.proof_of(CODE, 1, step)
    assert len(shown) == 11
    assert step_of(shown) == step


@pytest.mark.parametrize(
    ("seconds", "good"),
    [(-31, False), (-30, True), (-1, True), (0, True), (29, True), (59, True), (60, False)],
)
def test_a_proof_is_taken_one_step_around_its_own(seconds: int, good: bool) -> None:
    start = 1_800_000_000
    shown = proofs.proof_of(CODE, 1, start // 30)
    assert (step_of(shown, now=start + seconds) is not None) is good


def test_without_grace_a_proof_is_good_in_its_step_alone() -> None:
    shown = proofs.proof_of(CODE, 1, 1_800_000_000 // 30)
    assert step_of(shown, now=1_800_000_029.9, grace=0) == 1_800_000_000 // 30
    assert step_of(shown, now=1_800_000_030, grace=0) is None


def test_a_proof_of_another_code_or_version_is_none() -> None:
    shown = proofs.proof_of(CODE, 1, proofs.step_at(NOW, 30))
    assert step_of(shown, code=uuid4()) is None
    assert step_of(shown, version=2) is None


def test_a_door_that_knows_a_code_from_before_its_renewal_believes_the_new_screens() -> None:
    step = proofs.step_at(NOW, 30)
    assert step_of(proofs.proof_of(CODE, 2, step), version=1) == step
    assert step_of(proofs.proof_of(CODE, 3, step), version=1) is None


def test_a_screen_that_still_has_the_older_key_is_believed_while_that_counts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ACTIVATIONS_KEY", OLD)
    shown = proofs.proof_of(CODE, 1, proofs.step_at(NOW, 30))
    monkeypatch.setenv("ACTIVATIONS_KEY", f"{NEW},{OLD}")
    assert step_of(shown) is not None
    monkeypatch.setenv("ACTIVATIONS_KEY", NEW)
    assert step_of(shown) is None


@pytest.mark.parametrize("given", ["", "é", "x" * 1_000_000, "\ud800", "\0", "AAAAAAAAAAA"])
def test_what_is_no_proof_is_none(given: str) -> None:
    assert step_of(given) is None
