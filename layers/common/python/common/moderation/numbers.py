"""Numbers that mean something: of telephones, of cards."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from common.moderation.models import TooMany

if TYPE_CHECKING:
    from phonenumbers import PhoneNumber

MOST_CANDIDATES = 40
"""Groups of digits of one text that are looked at; a message has a few, and each takes some 30 µs a region. Of more,
`TooMany` tells."""

SAID = "☎"
"""Before a number that was said in words (`evasions`): nobody spells what is no number to call."""

_GROUP = re.compile(
    r"(?<![\w.,/:#$€£¥@=-])(?:\+|00|☎)?[( ]{0,2}\d(?:[ ().\-/_·–—]{0,3}\d){6,18}(?![\w@]|[.,:]\d|[ ]?[%€£$¥])"
)
_BETWEEN = r"[ \n.,/|*•·_\u2010-\u2015\u2212-]{1,3}"
_CARD = re.compile(rf"\d(?:(?:{_BETWEEN})?\d){{12,}}")
_PARTS = re.compile(rf"({_BETWEEN})?(\d+)")
_SHORTEST_CARD, _LONGEST_CARD = 13, 19
_BESIDE_A_CARD = 7
"""Digits of an expiry and a code: so few other ones beside a card's leave no doubt where it begins and ends."""
_YEAR, _MONTH, _DAY = r"(?:19|20)\d\d", r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = re.compile(
    rf"\b{_YEAR}[-/. ]{_MONTH}[-/. ]{_DAY}\b|\b{_DAY}[-/. ]{_MONTH}[-/. ]{_YEAR}\b|\b{_MONTH}/{_DAY}/{_YEAR}\b"
)
_TO_CALL = re.compile(
    r"\b(?:call|phone|tel|telephone|mobile|cell|text|sms|dial|ring|reach|whats ?app|telegram|signal|viber|handy"
    r"|anruf\w*|ruf|telefon\w*|llama\w*|movil|celular|appel\w*|portable|liga|telemovel|chiama\w*|cellulare)\b|[☎📞📱]"
)
_BEFORE = 30
"""Characters before a number in which it may be said that it is one to call."""

_ISSUERS = re.compile(
    r"4\d{12}(?:\d{3}){0,2}"  # Visa
    r"|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"  # Mastercard
    r"|3[47]\d{13}|3(?:0[0-5]|[68]\d)\d{11}"  # American Express, Diners Club
    r"|6(?:011|5\d\d)\d{12}|35(?:2[89]|[3-8]\d)\d{12}"  # Discover, JCB
)


def has_phone_number(form: str, regions: list[str]) -> bool:
    """Whether a number of a telephone stands in one form of a text: with its country (+49 …), or as it is written or
    dialled in one of `regions` (ISO 3166). Dates are none; a mere row of digits is one where calling is spoken of.
    Raises `TooMany`.
    """
    dateless = _DATE.sub(" ; ", form)
    for group, before in _candidates(_GROUP, dateless):
        if group.startswith(("+", "00")):
            if _number(f"+{group.lstrip('+0')}", None):
                return True
        elif _is_national(
            group.lstrip(SAID), regions, sure=group[0] == SAID or bool(_TO_CALL.search(before))
        ):
            return True
    return False


def _is_national(group: str, regions: list[str], *, sure: bool) -> bool:
    written = re.findall(r"\d+", group)
    spread = len(written) >= 7 and max(map(len, written)) == 1  # 4 1 5 5 5 5 2 6 7 1
    sure = sure or spread or (written[0][0] == "0" and len("".join(written)) > 8)
    return any(
        sure or written == _as_written(number)
        for number in (_number(group, region) for region in regions)
        if number
    )


def _number(group: str, region: str | None) -> "PhoneNumber | None":
    import phonenumbers

    try:
        number = phonenumbers.parse(re.sub("[_·–—]", " ", group), region)
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None


def _as_written(number: "PhoneNumber") -> list[str]:
    import phonenumbers

    national = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
    return re.findall(r"\d+", national)


def has_card_number(form: str) -> bool:
    """Whether a number of a payment card stands in it: of a known issuer, with the check digit of ISO/IEC 7812.

    Raises `TooMany`.
    """
    return any(_holds_card(_PARTS.findall(row)) for row, _ in _candidates(_CARD, form))


def _holds_card(parts: list[tuple[str, str]]) -> bool:
    """Whether some of the groups of a row, each with what stands before it, are a card's together."""
    is_short = sum(len(digits) for _, digits in parts) <= _LONGEST_CARD + _BESIDE_A_CARD
    for first in range(len(parts)):
        number = ""
        for last in range(first, len(parts)):
            number += parts[last][1]
            if len(number) > _LONGEST_CARD:
                break
            if (
                len(number) >= _SHORTEST_CARD
                and _ISSUERS.fullmatch(number)
                and is_luhn(number)
                and _is_whole(parts, first, last, is_short=is_short)
            ):
                return True
    return False


def _is_whole(parts: list[tuple[str, str]], first: int, last: int, *, is_short: bool) -> bool:
    """No amount's part, and no part of a list: neither of 9 10 11 12, nor of a table, where what stands beside it on
    both sides is as long, and as far away.
    """
    before = parts[first - 1] if first else None
    behind = parts[last + 1] if last + 1 < len(parts) else None
    if before is None and behind is None:
        return True
    if before and first == last and parts[first][0] in {".", ","}:
        return False
    if behind and behind[0] in {".", ","} and last + 2 == len(parts) and len(behind[1]) <= 2:
        return False
    sizes = [len(digits) for _, digits in parts[first : last + 1]]
    if 1 in sizes and max(sizes) > 1:
        return False
    if is_short or first == last or before is None or behind is None:
        return True
    inner, outer = parts[first + 1], parts[last]
    return (parts[first][0], len(before[1])) != (inner[0], sizes[0]) or (behind[0], len(behind[1])) != (
        outer[0], sizes[-1],
    )  # fmt: skip


def _candidates(pattern: re.Pattern[str], form: str) -> Iterator[tuple[str, str]]:
    for number, found in enumerate(pattern.finditer(form)):
        if number == MOST_CANDIDATES:
            raise TooMany
        yield found[0].strip(), form[max(0, found.start() - _BEFORE) : found.start()]


def is_luhn(digits: str) -> bool:
    """Whether the last of the digits is the check digit of the others."""
    doubled = (sum(divmod(2 * int(digit), 10)) for digit in digits[-2::-2])
    return (sum(map(int, digits[-1::-2])) + sum(doubled)) % 10 == 0
