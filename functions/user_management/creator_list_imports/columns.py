"""From the cells of a line to whom it is about: columns by the names that people and programs give them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from common.models.lines import is_blank, one_line, visible
from common.models.platform import Platform
from user_management.creator_list_imports.links import read_profile_link
from user_management.creator_list_imports.models import LineCode
from user_management.creator_list_members.models import LONGEST_NOTE, LONGEST_TAG, MOST_TAGS

LONGEST_HANDLE = 200
LONGEST_NAME = 200
LARGEST_COUNT = 10**12
LONGEST_QUOTE = 16
"""Of a cell in a refusal: ten thousand of them go into one answer."""

NAMES: Mapping[str, tuple[str, ...]] = {
    "handle": ("accountname", "handle", "username", "user", "account", "screenname", "profilename"),
    "link": ("url", "link", "profileurl", "profilelink", "profile", "channelurl", "channellink", "accounturl"),
    "name": ("name", "displayname", "fullname", "creator", "creatorname", "influencer", "channelname", "title"),
    "followers": (
        "followers", "subscribers", "followercount", "followerscount", "subscribercount", "subscriberscount", "fans",
        "abonnenten", "abonnes", "seguidores",
    ),
    "platform": ("platform", "network", "socialnetwork", "channeltype", "plattform"),
    "note": ("note", "notes", "remark", "remarks"),
    "tags": ("tags", "tag", "labels"),
}  # fmt: skip
"""By what a column holds, the headers that say so, in small letters and without anything else."""

PLATFORMS: Mapping[str, Platform] = {
    **{platform.value: platform for platform in Platform},
    "ig": Platform.INSTAGRAM, "insta": Platform.INSTAGRAM, "tt": Platform.TIKTOK, "x": Platform.TWITTER,
    "xtwitter": Platform.TWITTER, "twitterx": Platform.TWITTER, "yt": Platform.YOUTUBE,
    "youtubechannel": Platform.YOUTUBE,
}  # fmt: skip
NOTHING = frozenset({"", "-", "–", "—", "n/a", "na", "null", "none", "nan", "?"})
FACTORS = {"": 1, "k": 10**3, "m": 10**6, "mio": 10**6, "b": 10**9, "bn": 10**9}
COUNT = re.compile(r"(\d{1,15})(?:[.,](\d{1,9}))? ?(k|m|mio|b|bn)", re.ASCII)
WHOLE = re.compile(
    r"\d{1,15}|\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?:\.\d{3}){1,4}|\d{1,3}(?: \d{3}){1,4}", re.ASCII
)
WITHOUT_REST = re.compile(r"[.,]0{1,2}$")
"""As programs write whole numbers: 1200.0."""
LINK = re.compile(r"https?:|www\.|[\w-]+(\.[\w-]+)*\.(com|net|be|am|in)/", re.IGNORECASE)
"""What begins so in a column of handles is an address; some titles have a slash."""
SPACES = re.compile(r"[\s\u00a0\u202f']+")


@dataclass(frozen=True, slots=True)
class Entry:
    """Whom a line is about, as far as it claims."""

    line: int
    platform: Platform
    handle: str
    name: str
    followers: int | None
    note: str
    tags: tuple[str, ...]


class LineRefused(Exception):
    """A line that says nothing that could be kept; the message says why."""

    def __init__(self, code: LineCode, sentence: str) -> None:
        self.code = code
        super().__init__(sentence)


def find_columns(header: Sequence[str]) -> dict[str, int]:
    """Where each thing stands that we know by its header; the first column of a name counts."""
    folded = [_folded(one) for one in header]
    return {
        kind: min(found)
        for kind, names in NAMES.items()
        if (found := [at for at, one in enumerate(folded) if one in names])
    }


def read_entry(
    line: int, cells: Sequence[str], columns: Mapping[str, int], platform: Platform | None
) -> Entry:
    """Whom a line is about; `platform` is that of lines that name none. Raises `LineRefused`."""
    told = {kind: _cell(cells, at) for kind, at in columns.items() if kind not in ("note", "tags")}
    named, handle = _whose(told, platform)
    return Entry(
        line=line,
        platform=named,
        handle=handle,
        name=one_line(told.get("name", ""), LONGEST_NAME),
        followers=read_count(told.get("followers", "")),
        note=_note(cells, columns.get("note")),
        tags=_tags(cells, columns.get("tags")),
    )


def read_count(text: str) -> int | None:
    """`477.9M` is 477,900,000; nothing is said by an empty cell, or one like `n/a`. Raises `LineRefused`."""
    said = SPACES.sub(" ", text).strip().casefold()
    if said in NOTHING:
        return None
    said = WITHOUT_REST.sub("", said)
    if WHOLE.fullmatch(said):
        return _small_enough(int(re.sub(r"\D", "", said)))
    if found := COUNT.fullmatch(said):
        whole, part, unit = found[1], found[2] or "", found[3]
        return _small_enough(int(whole + part) * FACTORS[unit] // 10 ** len(part))
    raise LineRefused(
        LineCode.FOLLOWERS_INVALID, f"The followers are no number: {one_line(text, LONGEST_QUOTE)}"
    )


def _small_enough(count: int) -> int:
    if count > LARGEST_COUNT:
        raise LineRefused(LineCode.FOLLOWERS_INVALID, "Nobody has that many followers.")
    return count


def _whose(told: Mapping[str, str], platform: Platform | None) -> tuple[Platform, str]:
    """A link says both; a handle may be one, too."""
    said = _platform(told.get("platform", "")) or platform
    text = told.get("link") or told.get("handle", "")
    if told.get("link") or LINK.match(text):
        found = read_profile_link(text)
        if found is None:
            raise LineRefused(LineCode.ADDRESS_UNKNOWN, "The address is that of no profile that we know.")
        if told.get("platform") and said is not found[0]:
            raise LineRefused(
                LineCode.PLATFORMS_DIFFER, f"The address is one of {found[0]}, the line says {said}."
            )
        return found[0], _handle(found[1])
    if said is None:
        raise LineRefused(
            LineCode.NO_PLATFORM, "Which platform is it? Name it in the line, or for the whole file."
        )
    return said, _handle(told.get("handle") or text)


def _platform(text: str) -> Platform | None:
    if not text:
        return None
    if (found := PLATFORMS.get(_folded(text))) is None:
        raise LineRefused(
            LineCode.PLATFORM_UNKNOWN, f"We know no platform of this name: {one_line(text, LONGEST_QUOTE)}"
        )
    return found


def _handle(text: str) -> str:
    handle = _trimmed(_trimmed(text).removeprefix("@"))
    if not handle:
        raise LineRefused(LineCode.NO_HANDLE, "The line names no account.")
    try:
        visible(handle)
    except ValueError:
        raise LineRefused(LineCode.HANDLE_INVALID, "The handle holds characters that nobody sees.") from None
    if len(handle) > LONGEST_HANDLE:
        raise LineRefused(LineCode.HANDLE_INVALID, f"The handle is longer than {LONGEST_HANDLE} characters.")
    return handle


def _trimmed(text: str) -> str:
    """Without what nobody sees around it, which a copy brings along."""
    start, end = 0, len(text)
    while start < end and is_blank(text[start]):
        start += 1
    while end > start and is_blank(text[end - 1]):
        end -= 1
    return text[start:end]


def _note(cells: Sequence[str], at: int | None) -> str:
    note = "" if at is None or at >= len(cells) else cells[at].replace("\0", "").strip()
    if len(note) > LONGEST_NOTE:
        raise LineRefused(LineCode.NOTE_TOO_LONG, f"The note is longer than {LONGEST_NOTE} characters.")
    return note


def _tags(cells: Sequence[str], at: int | None) -> tuple[str, ...]:
    text = "" if at is None else _cell(cells, at)
    tags = [*dict.fromkeys(filter(None, (one_line(one) for one in re.split("[,;|]", text))))]
    if len(tags) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in tags):
        raise LineRefused(
            LineCode.TAGS_INVALID, f"A line has at most {MOST_TAGS} tags of {LONGEST_TAG} characters."
        )
    return tuple(tags)


def _cell(cells: Sequence[str], at: int) -> str:
    text = cells[at].strip() if at < len(cells) else ""
    return "" if text.casefold() in NOTHING else text


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", normalize("NFKC", text)).casefold()
