"""Results of scans, signed: of one code, for a day, and no other than what became of it."""

from uuid import uuid4

import pytest

from activations.scan_requests import tokens
from activations.scan_requests.tokens import OUTCOMES, Result

CODE = "abc1234"


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_a_result_is_read_as_it_was_signed(outcome: str) -> None:
    for scan_id in (uuid4(), None):
        result = Result(outcome, scan_id)
        assert tokens.read(CODE, tokens.sign(CODE, result, 1_000), 1_000) == result


def test_a_result_is_of_one_code_for_a_day_and_of_a_key_that_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    text = tokens.sign(CODE, Result("accepted", uuid4()), 1_000)
    assert tokens.read(CODE, text, 1_000 + tokens.SECONDS) is not None
    assert tokens.read(CODE, text, 1_001 + tokens.SECONDS) is None
    assert tokens.read("xyz9876", text, 1_000) is None
    monkeypatch.setenv("ACTIVATIONS_KEY", "another key of the tests: 32 and more")
    assert tokens.read(CODE, text, 1_000) is None


def test_a_refusal_does_not_become_a_success_by_a_changed_letter() -> None:
    text = tokens.sign(CODE, Result("too_far", uuid4()), 1_000)
    for place in range(len(text)):
        forged = text[:place] + ("A" if text[place] != "A" else "B") + text[place + 1 :]
        found = tokens.read(CODE, forged, 1_000)
        assert found is None or found.outcome == "too_far", "the last letter has bits that say nothing"
