"""The page about deals shows the machine of today."""

from common.models.deals import WHAT_HAPPENS_THEN, EscrowStatus, NextStep
from tools.deal_machine import DOCUMENT, machine, render


def test_the_drawing_is_current() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert render(text) == text, "run: make docs"


def test_the_api_knows_every_status_and_says_what_each_timer_does() -> None:
    steps = machine()
    assert {*EscrowStatus} == steps.keys() | {after for found in steps.values() for after in found}
    assert WHAT_HAPPENS_THEN.keys() == {*NextStep}
