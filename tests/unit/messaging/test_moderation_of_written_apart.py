"""A card's number, or a link, that is written apart is read as what it is; what only resembles it is not."""

import pytest

from common.moderation.hosts import hosts
from common.moderation.numbers import has_card_number, has_phone_number

CARD = "4111 1111 1111 1111"


@pytest.mark.parametrize(
    "between", ["", " ", "  ", "   ", "-", " - ", ".", "_", "/", ",", ", ", "\n", " |", "\n\n", "·", "–"]
)
def test_whatever_stands_between_the_groups_of_a_card(between: str) -> None:
    assert has_card_number(CARD.replace(" ", between))
    assert has_card_number(f"Mine: {between.join('378282246310005')}.")


@pytest.mark.parametrize(
    "text",
    [
        f"{CARD} 12/28", f"{CARD} 12/28 123", f"{CARD}/12/28/123", f"1. {CARD}", f"1\n{CARD}\n12/28", f"{CARD} {CARD}",
        f"{CARD} 4",
        f"7, {CARD.replace(' ', ', ')}", "3782 822463 10005, 06/27", "2026 2027 2028 2029 2030 4111-1111-1111-1111",
        "2026-2027-2028-2029-2030-2031-2032-4111111111111111",
    ],
)  # fmt: skip
def test_a_card_among_other_numbers(text: str) -> None:
    """Its expiry and its code stand beside it oftener than not."""
    assert has_card_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", "4242424242424242.50", "4242 4242 4242 4242.50", "1.4242424242424242",
        "4111 1111 1111 1112", "4111; 1111; 1111; 1111", "2026-11-30 14:00 until 2026-12-01 16:30",
        "0.4111111111111111", f"1111 2222 {CARD} 3333 4444 5555 6666",
    ],
)  # fmt: skip
def test_what_is_no_card(text: str) -> None:
    assert not has_card_number(text)


@pytest.mark.parametrize("between", ["  ", "_", "–", "·"])
def test_whatever_stands_between_the_groups_of_a_telephone(between: str) -> None:
    assert has_phone_number("415 555 2671".replace(" ", between), ["US"])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (".paypa1.com", "paypa1.com"), ("here...paypa1.com/login", "paypa1.com"), ("…/.paypa1.com", "paypa1.com"),
        ("_paypa1.com_", "paypa1.com"), ("**__wa.me__**", "wa.me"), ("-wa.me-", "wa.me"),
        (f"{'aa.' * 12}paypa1.com", f"{'aa.' * 12}paypa1.com"),
    ],
)  # fmt: skip
def test_what_stands_before_a_link_hides_nothing(text: str, found: str) -> None:
    assert found in list(hosts(text))
