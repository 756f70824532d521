"""What people write so that no rule reads it: `n a m e (at) mail dot com`, `wa . me`, `five five five`.

Each step takes a plain text (`texts.plain`) and is linear in its length: no pattern here repeats what repeats.
"""

import re
from collections.abc import Callable, Iterable

from common.moderation.numbers import SAID
from common.moderation.texts import plain, skeleton

MAIL_PROVIDERS = (
    "gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|aol|gmx|web|proton|protonmail|zoho|mail"
    "|fastmail|tutanota|posteo|orange|libero|seznam|yandex"
)
TOP_LEVELS = (
    "com|net|org|info|io|co|me|gg|ly|eu|de|at|ch|fr|es|it|pt|nl|be|pl|uk|us|ca|br|mx|in|ru"
    "|app|dev|shop|store|agency|studio|biz|link"
)
_AT = r"at|ät|arroba|chez|bei|et"
_DOT = r"dot|punkt|punto|point|ponto|doot"

_SPACED = re.compile(r"(?<![^\s(\[{<@.])[^\W\d_](?:[ _*~|.-]{1,2}[^\W\d_](?!\w)){2,40}(?!\w)")
"""Single letters, one after another: `w h a t s`, `m-a-i-l`."""
_IN_BRACKETS_AT = re.compile(rf"[ ]{{0,3}}[(\[{{<][ ]{{0,3}}(?:{_AT}|@)[ ]{{0,3}}[)\]}}>][ ]{{0,3}}")
_IN_BRACKETS_DOT = re.compile(rf"[ ]{{0,3}}[(\[{{<][ ]{{0,3}}(?:{_DOT}|[.,])[ ]{{0,3}}[)\]}}>][ ]{{0,3}}")
_LONE_AT = re.compile(
    r"(?<=\w)[ ]{1,3}@[ ]{1,3}(?=\w[\w-]{0,62}[ ]{0,3}\.)|(?<=\w)@[ ]{1,3}(?=\w[\w-]{0,62}\.)"
    rf"|(?<=\w)[ ]@(?=(?:{MAIL_PROVIDERS})\.)|(?<=\w)[ ]?[📧✉📨][ ]?(?=\w)"
)
_LONE_DOT = re.compile(rf"(?<=\w)(?:[ ]{{1,3}}\.[ ]{{0,3}}|\.[ ]{{1,3}})(?=(?:{TOP_LEVELS})\b)")
_SAID_DOT = re.compile(rf"(?<=\w)[ ]{{1,3}}(?:{_DOT})[ ]{{1,3}}(?=(?:{TOP_LEVELS})\b)")
_SAID_AT = re.compile(
    rf"(?<=\w)[ ]{{1,3}}(?:{_AT})[ ]{{1,3}}"
    rf"(?=(?:{MAIL_PROVIDERS})[ ]{{0,3}}(?:\.|[ ](?:{_DOT})[ ])[ ]{{0,3}}(?:{TOP_LEVELS})\b)"
)
_SAID_ADDRESS = re.compile(
    rf"(?<=\w)[ ]{{1,3}}(?:{_AT})[ ]{{1,3}}(?=\w[\w-]{{0,62}}[ ]{{1,3}}(?:{_DOT})[ ]{{1,3}}(?:{TOP_LEVELS})\b)"
)
_SCHEME = re.compile(r"\bh(?:tt|xx|\*\*)ps?[ ]{0,3}:[ ]{0,3}/[ ]{0,3}/[ ]{0,3}")
_SLASH = re.compile(r"(?<=\w)[ ]{1,3}/[ ]{1,3}(?=\w)")

_NUMBERS = {
    "0": "zero oh null cero zéro",
    "1": "one eins uno un",
    "2": "two zwei zwo dos deux",
    "3": "three drei tres trois",
    "4": "four vier cuatro quatre",
    "5": "five fünf cinco cinq",
    "6": "six sechs seis",
    "7": "seven sieben siete sept",
    "8": "eight acht ocho huit",
    "9": "nine neun nueve neuf",
}
_DIGIT_OF = {plain(word): digit for digit, words in _NUMBERS.items() for word in words.split()}
_TIMES = {"double": 2, "triple": 3}
_WORDS = "|".join(sorted((*_DIGIT_OF, *_TIMES), key=len, reverse=True))
_SAID_NUMBER = re.compile(
    rf"(?<!\w)(?:(?:{_WORDS}|\d{{1,4}})[ ,.-]{{1,3}}){{2,40}}(?:{_WORDS}|\d{{1,4}})(?!\w)"
)
_DIGIT_LIKE = re.compile(r"(?<![\w@.])[+(]?(?=[^ ]{0,30}\d)[\doilzs()./-]{3,30}(?![\w@])")
_AS_DIGITS = str.maketrans("oilzs", "01125")
_SAID_LEAST = 3
"""Words among digits that make a said number of it (`double` and `triple` alone do): `24 7 2025 one week` is none."""
_LEAST_DIGITS = 7


def _joined(found: re.Match[str]) -> str:
    return re.sub(r"[ _*~|.-]", "", found[0])


def _said(found: re.Match[str]) -> str:
    parts = re.findall(r"\w+", found[0])
    if sum(part in _DIGIT_OF for part in parts) < _SAID_LEAST and _TIMES.keys().isdisjoint(parts):
        return found[0]
    digits, times = "", 1
    for part in parts:
        digits += _DIGIT_OF.get(part, part if part.isdigit() else "") * times
        times = _TIMES.get(part, 1)
    return f" {SAID}{digits}" if len(digits) >= _LEAST_DIGITS else found[0]


def _with_digits(found: re.Match[str]) -> str:
    """`4l5-555-OI23`: letters that stand for digits, where digits are more."""
    digits = sum(letter.isdigit() for letter in found[0])
    letters = sum(letter.isalpha() for letter in found[0])
    return found[0].translate(_AS_DIGITS) if letters and digits > letters else found[0]


_STEPS: tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    (re.compile("[\u3002\uff61\uff0e]"), "."),
    (_SCHEME, "https://"),
    (_IN_BRACKETS_AT, "@"),
    (_IN_BRACKETS_DOT, "."),
    (_SPACED, _joined),
    (_SAID_ADDRESS, "@"),
    (_SAID_AT, "@"),
    (_SAID_DOT, "."),
    (_LONE_DOT, "."),
    (_LONE_AT, "@"),
    (_SLASH, "/"),
    (_SAID_NUMBER, _said),
    (_DIGIT_LIKE, _with_digits),
)


def unwrapped(form: str) -> str:
    """A plain text without what was put between its letters, and with said signs and digits as themselves."""
    for pattern, instead in _STEPS:
        form = pattern.sub(instead, form)
    return form


def forms(text: str) -> tuple[str, ...]:
    """The text as rules look at it, each way once: as it is read, with Latin letters for what looks like them, and
    without evasions.
    """
    first = plain(text)
    second = skeleton(first)
    return tuple(_once((first, second, unwrapped(second))))


def _once(given: Iterable[str]) -> Iterable[str]:
    return dict.fromkeys(given)
