"""vCards 2.1, 3.0 and 4.0: FN, N, EMAIL, TEL, the country of ADR; everything else is passed over, unread.

Not by vobject: its pattern of a line takes seconds for 24 parameters and doubles with each one more (decision 122).
"""

import codecs
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from agents.contact_files.models import FileRefused, Said
from agents.contact_files.read import BREAKS
from common.models.agent_contacts import FileCode, RowReason

LONGEST_PROPERTY = 4_096
"""Characters of one that is read."""
MOST_PROPERTIES = 100
"""Of a card, that are read: a person has no more addresses."""
READ = frozenset({"FN", "N", "EMAIL", "TEL", "ADR"})
SKIPPED_NUMBERS = frozenset({"FAX", "PAGER", "MODEM"})
COUNTRY = 6
"""The place of the country in ADR (RFC 6350, 6.3.1)."""
ESCAPED = re.compile(r"\\(.)", re.DOTALL)
PARTED = re.compile(r"(?<!\\);")
HEAD = re.compile(r"(?:[\w-]{1,60}\.)?([A-Za-z][\w-]{0,30})(?=[;:])", re.ASCII)
CHARSETS = frozenset({
    "utf-8", "iso8859-1", "iso8859-2", "iso8859-15", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254",
    "shift_jis", "gbk",
})  # fmt: skip
"""As Python calls them: what somebody names is not for any codec to run."""


@dataclass(slots=True)
class Card:
    """Lines of a card that is being read."""

    line: int
    properties: list[str] = field(default_factory=list)
    photos: int = 0
    is_too_large: bool = False
    is_open: bool = True
    passes_over_next: bool = False
    """The next line belongs to a property that is not read, whatever it looks like."""

    @property
    def fault(self) -> RowReason | None:
        """Why nobody is looked for in it."""
        if self.is_open:
            return RowReason.CARD_UNREADABLE
        if self.photos > 1:
            return RowReason.TOO_MANY_PHOTOS
        return RowReason.CARD_TOO_LARGE if self.is_too_large else None


def read_cards(text: str) -> Iterator[tuple[int, Said | RowReason]]:
    """What each card says, with the line in which it begins. Raises `FileRefused` where there is none."""
    found = False
    for card in _cards(text):
        found = True
        yield card.line, card.fault or _said(card)
    if not found:
        raise FileRefused(FileCode.NO_CARDS)


def _cards(text: str) -> Iterator[Card]:
    """Cards in their order; one that has no end, too. Each line is looked at once."""
    card: Card | None = None
    is_kept = False
    for number, line in enumerate(BREAKS.split(text), 1):
        word = line.strip().upper()
        if word == "BEGIN:VCARD":
            if card:
                yield card
            card, is_kept = Card(number), False
        elif card and word == "END:VCARD":
            card.is_open = False
            yield card
            card = None
        elif card:
            is_kept = _take(card, line, is_kept=is_kept)
    if card:
        yield card


def _take(card: Card, line: str, *, is_kept: bool) -> bool:
    """Take a line of a card; whether what follows it may belong to it."""
    if is_kept and (_is_broken_off(card.properties[-1]) or line[:1] in (" ", "\t")):
        before = card.properties[-1]
        if len(before) + len(line) > LONGEST_PROPERTY:
            card.is_too_large = True
            return True
        card.properties[-1] = (
            before[:-1] + line.lstrip(" \t") if _is_broken_off(before) else before + line[1:]
        )
        return True
    if card.passes_over_next:
        card.passes_over_next = line.endswith("=")
        return False
    head = HEAD.match(line)
    if head is None:
        return is_kept and not line.strip()
    name = head[1].upper()
    card.photos += name == "PHOTO"
    if name not in READ:
        card.passes_over_next = _is_broken_off(line)
        return False
    card.is_too_large |= len(line) > LONGEST_PROPERTY or len(card.properties) >= MOST_PROPERTIES
    if card.is_too_large:
        return False
    card.properties.append(line)
    return True


def _is_broken_off(line: str) -> bool:
    """Whether the line goes on behind its break, as quoted-printable does."""
    return line.endswith("=") and "QUOTED-PRINTABLE" in line.partition(":")[0].upper()


def _said(card: Card) -> Said:
    names: dict[str, str] = {}
    emails: list[tuple[bool, str]] = []
    phones: list[tuple[bool, str]] = []
    country = ""
    for line in card.properties:
        name, params, value = _parts(line)
        if name in ("FN", "N"):
            names.setdefault(name, _full(value) if name == "N" else _plain(value))
        elif name == "EMAIL":
            emails.append((not _has(params, "PREF"), _plain(value)))
        elif name == "TEL" and not any(_has(params, one) for one in SKIPPED_NUMBERS):
            phones.append((not _has(params, "CELL"), _plain(value).removeprefix("tel:").partition(";")[0]))
        elif name == "ADR" and not country:
            country = _plain((PARTED.split(value) + [""] * COUNTRY)[COUNTRY])
    return Said(
        names.get("FN") or names.get("N", ""), tuple(text for _, text in sorted(emails, key=lambda one: one[0])),
        tuple(text for _, text in sorted(phones, key=lambda one: one[0])), country,
    )  # fmt: skip


def _parts(line: str) -> tuple[str, list[str], str]:
    """Name, parameters in capitals, and the decoded value; a colon between quotes does not end the parameters."""
    head = HEAD.match(line)
    if head is None:  # never: a line is kept for its head
        return "", [], ""
    at, quoted = head.end(), False
    while at < len(line) and (quoted or line[at] != ":"):
        quoted ^= line[at] == '"'
        at += 1
    params = line[head.end() : at].upper().replace('"', "").split(";")[1:]
    value = line[at + 1 :]
    if any(one.endswith("QUOTED-PRINTABLE") for one in params):
        value = _unquoted(value, next((one[8:] for one in params if one.startswith("CHARSET=")), ""))
    return head[1].upper(), params, value


def _unquoted(value: str, charset: str) -> str:
    content = quopri.decodestring(value.encode())
    for one in (charset, "utf-8"):
        try:
            name = codecs.lookup(one).name
            if name in CHARSETS:
                return content.decode(name)
        except (LookupError, ValueError):
            continue
    return content.decode("cp1252", "replace")


def _has(params: list[str], word: str) -> bool:
    """`TYPE=CELL,VOICE`, `CELL`, `PREF=1`: as the three versions write it."""
    return any(word in re.split("[=,]", one) for one in params)


def _full(value: str) -> str:
    """Family;Given;Additional;… as it is spoken."""
    family, given, additional = (*map(_plain, PARTED.split(value)[:3]), "", "", "")[:3]
    return " ".join(filter(None, (given, additional, family)))


def _plain(value: str) -> str:
    """Without the escapes of RFC 6350, 3.4."""
    return ESCAPED.sub(lambda one: " " if one[1] in "nN" else one[1], value).strip()
