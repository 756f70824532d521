"""No text makes the engine raise or dawdle: it judges each message before its sender hears of it."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.moderation.engine import judge
from common.moderation.evasions import forms
from tests.unit.messaging.moderation_rules import ALL_KINDS

HARD = (
    "\u0301" * 10_000, "e" + "\u0301\u0316" * 4_999, "a" * 10_000, "a " * 5_000, "1 " * 5_000, "one " * 2_500,
    "415-555-2671 " * 769, "@." * 5_000, "paypai.net " * 900, "4242 " * 2_000, "\ufdfa" * 10_000, "\u3300" * 10_000,
    "🇩" * 10_000, "( at ) " * 1_400, "a.b." * 2_500, "+" * 10_000, "h t t p s : / / " * 580, "xn--a.com " * 1_000,
    "\uff11\uff12\uff13\uff14\uff15\uff16\uff17" * 1_428, "double " * 1_400,
    "\u202e" * 10_000, "\u0430" * 10_000, "." * 10_000, "me on whats" * 900,
)  # fmt: skip


@pytest.mark.parametrize("text", HARD, ids=lambda text: ascii(text[:6]))
def test_the_longest_message_takes_milliseconds(text: str) -> None:
    """Of this thread's own work; what was first loaded and made ready does not count."""
    judge("ready", before_deal=True, rules=ALL_KINDS)
    judge(text[:100], before_deal=True, rules=ALL_KINDS)
    began = time.thread_time()
    judge(text, before_deal=True, rules=ALL_KINDS)
    assert time.thread_time() - began < 0.25


PIECES = st.sampled_from(
    [
        *"@.-_ ()[]/:+0123456789aA\u0435\uff45\u0301\u200b\n",
        "at",
        "dot",
        "http",
        "xn--",
        "one",
        "double",
        "wa.me",
        "paypal",
        "4242 ",
    ]
)


@settings(max_examples=300, deadline=None)
@given(
    text=st.one_of(st.text(max_size=400), st.lists(PIECES, max_size=200).map("".join)),
    before_deal=st.booleans(),
)
def test_no_text_makes_it_raise_or_dawdle(text: str, *, before_deal: bool) -> None:
    began = time.thread_time()
    verdict = judge(text, before_deal=before_deal, rules=ALL_KINDS)
    assert time.thread_time() - began < 0.5
    assert (verdict.action is None) == (verdict.rule is None) == (verdict.sentence is None)
    assert verdict.action is not None or not verdict.warnings


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=200))
def test_forms_hold_nothing_unseen(text: str) -> None:
    """Also where half a surrogate pair stands."""
    for form in forms(text):
        assert form == form.casefold() or not form.isascii()
        assert "\u200b" not in form
        form.encode()
