"""The parts of what judges messages: forms of a text, hosts, numbers, patterns."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.moderation.engine import RuleSet, judge
from common.moderation.evasions import forms
from common.moderation.hosts import distance, hosts, looks_like, names, registered
from common.moderation.models import Action, PatternKind, Scope
from common.moderation.numbers import has_card_number, has_phone_number, is_luhn
from common.moderation.rules import test_of as made
from common.moderation.texts import plain, skeleton
from tests.unit.messaging.moderation_rules import ALL_KINDS, OWN, rule

REGIONS = ["US", "GB", "DE", "FR"]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("\uff26\uff35\uff2c\uff2c", "full"),
        ("e\u0301\u0302\u0303", "e"),
        ("a\u200bb\u00adc\u2060d\ufeffe", "abcde"),
        ("Straße", "strasse"),
        ("٤٢ ४२ \uff14\uff12 ④②", "42 42 42 42"),
        ("🇩🇪 🅰", "de a"),
        ("\u202eevil\u202c", "evil"),
        ("tab\tand\x00\x07bell", "tab andbell"),
        ("\ud800", ""),
        ("", ""),
    ],
)
def test_a_text_is_read_as_it_is_seen(text: str, form: str) -> None:
    assert plain(text) == form


def test_letters_of_other_scripts_are_those_they_look_like() -> None:
    assert skeleton(plain("\u0440\u0430\u0443\u0440\u0430l \u0442elegram ᴡʜᴀᴛꜱ")) == "paypal telegram whats"


def test_a_name_with_a_dot_is_not_joined_to_the_word_before() -> None:
    """`@brand.official` stands for itself."""
    assert forms("thanks @brand.official") == ("thanks @brand.official",)


@pytest.mark.parametrize(
    ("host", "of"),
    [
        ("paypa1.com", True), ("paypal.co", True), ("paypal.com.evil.net", True), ("my-paypal.net", True),
        ("payapl.com", True), ("paypall.com", True), ("paypallogin.com", True), ("pay-pal.com", True),
        ("playful.com", False), ("papal.org", True), ("example.com", False), ("paypalette.com", False),
    ],
)  # fmt: skip
def test_what_looks_like_a_name(host: str, *, of: bool) -> None:
    assert looks_like(host, "paypal.com") is of


def test_a_name_itself_and_what_is_exempt_looks_like_nothing() -> None:
    listed = names("~paypal.com !paypal.me wa.me", OWN)
    assert [listed.find(host) for host in ("paypal.com", "www.paypal.com", "paypal.me", "x.paypal.me")] == [
        False
    ] * 4
    assert [listed.find(host) for host in ("wa.me", "x.wa.me", "nowa.me", "paypal.org")] == [
        True,
        True,
        False,
        True,
    ]


def test_our_own_name_is_protected_where_a_rule_says_so() -> None:
    assert names("~own", OWN).find("atomicinfluence.com")
    assert not names("~own", OWN).find("app.atomic-influence.example")
    assert not names("~own", frozenset()).find("atomicinfluence.com")


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("www.shop.example.com", "example.com"), ("a.b.co.uk", "b.co.uk"), ("co.uk", "co.uk"), ("localhost", ""),
        ("127.0.0.1", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_domain_that_somebody_registered(host: str, name: str) -> None:
    assert registered(host) == name


def test_hosts_are_found_between_other_things() -> None:
    text = "See (https://a.example.com:8080/x?u=b.example.org) and xn--pypal-4ve.com; not v1.2.3 nor 10.0.0.1"
    assert list(hosts(text)) == ["a.example.com", "b.example.org", "p\u0430ypal.com"]


def test_a_broken_punycode_stays_as_it_is() -> None:
    assert list(hosts("xn--99999999999.com xn--.com")) == ["xn--99999999999.com", "xn--.com"]


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_a_distance_is_the_same_both_ways(one: str, other: str) -> None:
    assert distance(one, other, 3) == distance(other, one, 3)
    assert (distance(one, other, 3) == 0) == (one == other)


@pytest.mark.parametrize(
    ("one", "other", "steps"), [("ab", "ba", 1), ("abc", "ac", 1), ("abc", "axc", 1), ("", "abc", 2)]
)
def test_typos_are_counted_up_to_a_limit(one: str, other: str, steps: int) -> None:
    assert distance(one, other, 1) == steps


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("+49 30 901820", True), ("0049 30 901820", True), ("415-555-2671", True), ("4155552671", False),
        ("call 4155552671", True), ("2026-11-30 14:00", False), ("$4,155,552,671", False), ("415 555 2671 €", False),
        ("https://x.example/4155552671", False), ("+1 234", False), ("12345678901234567890123", False),
    ],
)  # fmt: skip
def test_numbers_of_telephones(text: str, *, found: bool) -> None:
    assert has_phone_number(text, REGIONS) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("4242 4242 4242 4242", True), ("4242424242424241", False), ("378282246310005", True),
        ("1234567812345670", False), ("42424242424242424", False), ("4242424242424242.50", False),
    ],
)  # fmt: skip
def test_numbers_of_cards(text: str, *, found: bool) -> None:
    assert has_card_number(text) is found


def test_a_check_digit() -> None:
    assert is_luhn("79927398713")
    assert not any(is_luhn(f"7992739871{digit}") for digit in "012456789")


@pytest.mark.parametrize(
    ("kind", "pattern"),
    [
        ("regex", "("), ("regex", "a{99999}"), ("regex", ""), ("regex", "((a{99}){99}){99}"), ("regex", "(?<!a)b"),
        ("regex", r"(a)\1"),
        ("domain", "~own ~"), ("domain", "com"), ("domain", "~abc.com"), ("domain", "https://x.com"),
        ("regex", "x*"), ("regex", "fine\n("), ("regex", "\ud800"), ("words", "\u200b"),
        ("words", "\n".join(map(str, range(501)))), ("phone", "US XX"),
    ],
)  # fmt: skip
def test_a_pattern_that_cannot_be_read_is_told(kind: str, pattern: str) -> None:
    with pytest.raises(ValueError, match=r"must (?:be|ask)|is no|surrogates"):
        made(PatternKind(kind), pattern, OWN)


@pytest.mark.parametrize("pattern", ["(a+)+$", "(a|a)*b", r"^(\w+\s?)*!$", "(.*)*=", "(x+x+)+y"])
def test_no_pattern_runs_in_circles(pattern: str) -> None:
    began = time.thread_time()
    made(PatternKind.REGEX, pattern, OWN)("a" * 60_000 + "!")
    assert time.thread_time() - began < 0.2


def test_words_are_whole_and_in_any_spelling() -> None:
    test = made(PatternKind.WORDS, "Büy Now\nжизнь", OWN)
    assert [test(form) for form in ("please buy now!", "buy nowhere", "rebuy now", "(жизнь)", "buy  now")] == [
        True, False, False, True, True,
    ]  # fmt: skip


def test_nothing_of_ours_is_minded() -> None:
    def fired(text: str) -> bool:
        return judge(text, before_deal=True, rules=ALL_KINDS).action is not None

    assert not fired("support@atomic-influence.example, https://app.atomic-influence.example/x")
    assert fired("support@atomic-influence.example.evil.net")
    assert fired("support@not-atomic-influence.example")


def test_a_rule_for_strangers_holds_for_strangers() -> None:
    rules = RuleSet((rule("words", "hello", scope=Scope.BEFORE_DEAL),))
    assert judge("hello", before_deal=True, rules=rules).action is Action.WARN
    assert judge("hello", before_deal=False, rules=rules).action is None


def test_a_rule_that_runs_out_of_time_lets_nothing_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """What it would hold or refuse is held, what it would warn of is warned of."""
    monkeypatch.setattr("common.moderation.engine.JUDGE_SECONDS", -1.0)
    late = [
        judge("hello", before_deal=True, rules=RuleSet((rule("words", "nobody", action),))).action
        for action in Action
    ]
    assert late == [Action.WARN, Action.HOLD, Action.HOLD]
