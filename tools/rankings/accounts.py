"""Reading rankings, with the dirt that they have: a BOM, abbreviated numbers, empty cells, accounts twice."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FILE = re.compile(r"creators_(instagram|tiktok|youtube)_\d{4}-\d{2}\.csv")
NUMBER = re.compile(r"(\d+(?:\.\d+)?)([KMB]?)")
UNITS = {"": 1, "K": 1_000, "M": 1_000_000, "B": 1_000_000_000}
MOVED = {"instagram": ("EngagementAverage",), "tiktok": ("Likes", "Comments", "Shares"),
         "youtube": ("Likes", "Comments")}  # fmt: skip
MOST_RATE = 9.0
"""What a rate may be at most (social_accounts_engagement_is_a_share)."""
COUNTRIES = {
    "Albania": "AL", "Algeria": "DZ", "Argentina": "AR", "Bangladesh": "BD", "Brazil": "BR", "Chile": "CL",
    "China": "CN", "Colombia": "CO", "Ecuador": "EC", "Egypt": "EG", "France": "FR", "Germany": "DE", "India": "IN",
    "Indonesia": "ID", "Iran": "IR", "Iraq": "IQ", "Italy": "IT", "Japan": "JP", "Jordan": "JO", "Malaysia": "MY",
    "Mexico": "MX", "Morocco": "MA", "Nigeria": "NG", "Pakistan": "PK", "Peru": "PE", "Philippines": "PH",
    "Poland": "PL", "Romania": "RO", "Russia": "RU", "Saudi Arabia": "SA", "Serbia": "RS", "Somalia": "SO",
    "South Korea": "KR", "Spain": "ES", "Syria": "SY", "Thailand": "TH", "Turkey": "TR",
    "United Arab Emirates": "AE", "United Kingdom": "GB", "United States": "US", "Yemen": "YE",
}  # fmt: skip


class UnreadableRanking(ValueError):
    """A ranking that is not what we know: a number, a country or a folder."""


@dataclass(frozen=True)
class RankedAccount:
    """A line of a ranking; `rate` is what the account moves of its followers, None where the line does not say."""

    platform: str
    handle: str
    name: str
    followers: int
    rate: float | None
    country_code: str | None
    categories: tuple[str, ...]


def read_folder(folder: Path) -> list[RankedAccount]:
    """The accounts of every ranking in a folder, each once. Raises `UnreadableRanking`."""
    seen: dict[tuple[str, str], RankedAccount] = {}
    for path in sorted(folder.glob("creators_*.csv")):
        if match := FILE.fullmatch(path.name):
            for account in _accounts(path, match[1]):
                seen.setdefault((account.platform, account.handle.lower()), account)
    if not seen:
        raise UnreadableRanking(f"no ranking in {folder}")
    return list(seen.values())


def number(text: str) -> int | None:
    """`477.9M` as an integer, None for an empty cell. Raises `UnreadableRanking`."""
    if not (text := text.strip()):
        return None
    if (match := NUMBER.fullmatch(text)) is None:
        raise UnreadableRanking(f"no number: {text!r}")
    return round(float(match[1]) * UNITS[match[2]])


def _accounts(path: Path, platform: str) -> Iterator[RankedAccount]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            followers, handle = number(row["Subscribers"]), row["AccountName"].strip()
            name = row["Name"].strip()
            if followers and (handle or name):
                moved = [number(row[column]) for column in MOVED[platform]]
                known = [figure for figure in moved if figure is not None]
                yield RankedAccount(
                    platform, handle or name, name, followers, sum(known) / followers if known else None,
                    _country(row.get("Country", "")), _categories(row),
                )  # fmt: skip


def _country(name: str) -> str | None:
    if not (name := name.strip()):
        return None
    if name not in COUNTRIES:
        raise UnreadableRanking(f"no country: {name!r}")
    return COUNTRIES[name]


def _categories(row: dict[str, str]) -> tuple[str, ...]:
    cells = (row.get(column, "").strip() for column in ("Category_1", "Category_2"))
    return tuple(cell for cell in cells if cell)
