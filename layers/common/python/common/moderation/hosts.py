"""The names of a text's links, and whether one only looks like another."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from common.moderation.models import TooMany
from common.moderation.texts import plain, skeleton

MOST_HOSTS = 200
"""Different names of one text that are looked at; a message has a few. Of more, `TooMany` tells."""

_HOST = re.compile(r"(?<![\w-])(?<![\w-]\.)(?:[\w-]{1,63}\.){1,126}[^\W\d_][\w-]{1,62}(?![\w-])")
"""As many labels as a name of the DNS may have; dots before it that end nothing are none of it."""
_NAME = re.compile(r"(?:!?[\w-]{1,63}|~[\w-]{4,63})(?:\.[\w-]{1,63}){1,4}")
_SECOND_LEVELS = frozenset(("co", "com", "org", "net", "gov", "edu", "ac", "or", "ne", "gob"))
_GLYPHS = (
    ("rn", "m"),
    ("vv", "w"),
    ("cl", "d"),
    ("0", "o"),
    ("1", "l"),
    ("i", "l"),
    ("5", "s"),
    ("3", "e"),
    ("4", "a"),
)
_LURES = frozenset((
    "login", "signin", "secure", "security", "verify", "verification", "support", "help", "account", "accounts",
    "billing", "pay", "payment", "payments", "payout", "payouts", "wallet", "checkout", "invoice", "refund", "app",
    "web", "my", "portal", "service", "online", "escrow", "team", "update", "confirm", "id",
))  # fmt: skip
"""What is written before or behind a name so that it looks like a door of it."""
SHORTEST_FOR_TYPOS = 6
"""Letters of a name that a single typo is looked for in; shorter ones are words of their own too often."""
SHORTEST_FOR_TWO_TYPOS = 10


@dataclass(frozen=True)
class Names:
    """What a rule of the kind `domain` says, word by word: `name.tld` (it and what lies under it), `~name.tld` (what
    looks like it and is not), `!name.tld` (never).
    """

    exact: frozenset[str]
    protected: frozenset[str]
    exempt: frozenset[str]

    def find(self, host: str) -> bool:
        """Whether a host (as `hosts` gives it) is one of them."""
        if _is_under(host, self.exempt | self.protected):
            return False
        return _is_under(host, self.exact) or any(looks_like(host, name) for name in self.protected)


def names(pattern: str, own: frozenset[str]) -> Names:
    """The names of a rule; `~own` stands for the domains of this system. Raises `ValueError` for what is no name."""
    exact: set[str] = set()
    protected: set[str] = set()
    exempt: set[str] = set()
    for word in pattern.lower().split():
        if word == "~own":
            protected |= own
        elif not _NAME.fullmatch(word):
            raise ValueError(f"{word} is no name.tld, ~name.tld (four letters or more) or !name.tld")
        elif word[0] == "~":
            protected.add(word[1:])
        elif word[0] == "!":
            exempt.add(word[1:])
        else:
            exact.add(word)
    return Names(frozenset(exact), frozenset(protected), frozenset(exempt))


def hosts(form: str) -> Iterator[str]:
    """Names of hosts in one form of a text, `xn--` as what it stands for, each once; not those behind an @.

    Raises `TooMany`.
    """
    seen: set[str] = set()
    for found in _HOST.finditer(form):
        host = found[0].strip("_-")  # _emphasis_ is none of a name
        if host in seen:
            continue
        if len(seen) == MOST_HOSTS:
            raise TooMany
        seen.add(host)
        yield ".".join(map(_unicode, host.lower().split(".")))


def _unicode(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        return plain(label[4:].encode("ascii").decode("punycode")) or label
    except (UnicodeError, ValueError, OverflowError):
        return label


def _is_under(host: str, among: frozenset[str]) -> bool:
    labels = host.split(".")
    return any(".".join(labels[start:]) in among for start in range(len(labels) - 1))


def registered(host: str) -> str:
    """The domain that somebody has registered: the last two labels of a name, three under `co.uk` and its like; nothing
    of an IP address or of a name without a dot.
    """
    labels = host.split(".")
    if len(labels) < 2 or not labels[-1][:1].isalpha():
        return ""
    return ".".join(labels[-3 if _is_under_second_level(labels) else -2 :])


def _is_under_second_level(labels: list[str]) -> bool:
    return len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS


@lru_cache(maxsize=2048)
def looks_like(host: str, name: str) -> bool:
    """Whether somebody may take `host` for `name` (a registered domain): its letters, a typo, or the name among other
    words; hyphens do not count. What is the name itself, or lies under it, is not asked for here.
    """
    brand = _drawn(name.partition(".")[0])
    labels = host.split(".")
    above = labels[: -2 if _is_under_second_level(labels) else -1]
    return any(_label_looks_like(label, brand) for label in above)


def _label_looks_like(label: str, brand: str) -> bool:
    drawn = _drawn(label)
    if drawn == brand or _is_lure(drawn, brand):
        return True
    if brand in {_drawn(part) for part in label.split("-")}:
        return True
    typos = (len(brand) >= SHORTEST_FOR_TYPOS) + (len(brand) >= SHORTEST_FOR_TWO_TYPOS)
    return typos > 0 and distance(drawn, brand, typos) <= typos


def _is_lure(drawn: str, brand: str) -> bool:
    before, found, behind = drawn.partition(brand)
    rest = {before, behind} - {""}
    return bool(found) and rest <= {_drawn(lure) for lure in _LURES}


@lru_cache(maxsize=1024)
def _drawn(label: str) -> str:
    """A label as it looks from afar."""
    drawn = skeleton(label).replace("-", "").replace("_", "")
    for like, letter in _GLYPHS:
        drawn = drawn.replace(like, letter)
    return drawn


def distance(one: str, other: str, most: int) -> int:
    """Typos between two words (a letter more, less or another, or two that changed places); `most` + 1 for more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        earlier, before, row = before, row, [at]
        for to, its in enumerate(other, 1):
            steps = min(before[to] + 1, row[to - 1] + 1, before[to - 1] + (letter != its))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == its:
                steps = min(steps, earlier[to - 2] + 1)
            row.append(steps)
        if min(row) > most + 1:
            return most + 1
    return min(row[-1], most + 1)
