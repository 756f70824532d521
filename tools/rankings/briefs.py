"""Twelve briefs as brand managers write them, and the page that shows whom matching suggests for each."""

from collections.abc import Sequence
from pathlib import Path

import psycopg

from tools.migrated import migrated_database
from tools.rankings.accounts import RankedAccount
from tools.rankings.load import find, load, make_brand

DOCUMENT = Path(__file__).parents[2] / "docs" / "matching-trial.md"
SHOWN = 5

Brief = dict[str, object]


def audience(
    least: float, most: float | None, country: str | None = None, *platforms: str,
    place_required: bool = False, category_required: bool = False,
) -> Brief:  # fmt: skip
    """A target audience; millions of followers."""
    asked: Brief = {
        "min_followers": round(least * 1e6), "platforms": list(platforms), "category_required": category_required,
    }  # fmt: skip
    if most is not None:
        asked["max_followers"] = round(most * 1e6)
    if country:
        asked["location"] = {"country": country, "required": place_required}
    return asked


BRIEFS: tuple[tuple[str, Brief], ...] = (
    ("A football boot for Brazil, on Instagram, 5–30 million followers",
     {"category": "Football", "audience": audience(5, 30, "BR", "instagram")}),
    ("A console game in the United States, on YouTube, 5–20 million",
     {"category": "Gaming", "audience": audience(5, 20, "US", "youtube")}),
    ("A lipstick for India, on Instagram, 2–20 million",
     {"category": "Beauty", "audience": audience(2, 20, "IN", "instagram")}),
    ("A toy for the United States, only there and only such creators, on YouTube, from 5 million",
     {"category": "Toys", "audience": audience(5, None, "US", "youtube", place_required=True, category_required=True)}),
    ("A song that wants to be danced to, on TikTok, 0.5–5 million, anywhere",
     {"category": "Dance", "audience": audience(0.5, 5, None, "tiktok")}),
    ("A cooking knife, only for who cooks, on YouTube or Instagram, 5–25 million, Mexico",
     {"category": "Cooking", "audience": audience(5, 25, "MX", "youtube", "instagram", category_required=True)}),
    ("A fashion house, on Instagram, 10–60 million, France or near it",
     {"category": "Fashion", "audience": audience(10, 60, "FR", "instagram")}),
    ("A fitness app in Spain, only there, on any platform, 1–20 million",
     {"category": "Fitness", "audience": audience(1, 20, "ES", place_required=True)}),
    ("A car in Germany, on any platform, from 1 million",
     {"category": "Cars", "audience": audience(1, None, "DE")}),
    ("A streaming series in Indonesia, on Instagram and TikTok, 5–40 million",
     {"category": "Movies", "audience": audience(5, 40, "ID", "instagram", "tiktok")}),
    ("A telephone in South Korea, on any platform, 3–30 million",
     {"category": "Technology", "audience": audience(3, 30, "KR")}),
    ("Laughter for a soda, on YouTube, Instagram or TikTok, 10–50 million, anywhere",
     {"category": "Humor", "audience": audience(10, 50, None, "youtube", "instagram", "tiktok")}),
)  # fmt: skip

HEADER = """# Matching, tried on rankings

Written by `python -m tools.rankings briefs FOLDER` from public rankings of September 2022 ({people:,} people with
{accounts:,} accounts on Instagram, TikTok and YouTube). The rankings are not kept here; of each brief the first {shown}
of its list are shown. What came of it is judged in [matching.md](matching.md). The country is what the ranking says,
mostly that of the audience.
"""


def write(accounts: Sequence[RankedAccount]) -> None:
    """Run every brief in a throwaway database and write the page."""
    with migrated_database() as url, psycopg.connect(url, autocommit=True) as db:
        DOCUMENT.write_text(render(db, accounts), encoding="utf-8")


def render(db: psycopg.Connection[tuple[object, ...]], accounts: Sequence[RankedAccount]) -> str:
    """The page, from a database that has nobody yet."""
    people, owner = load(db, accounts), make_brand(db)
    page = HEADER.format(people=people, accounts=len(accounts), shown=SHOWN)
    for title, brief in BRIEFS:
        page += f"\n## {title}\n\n| # | score | creator | categories | country | why |\n|---:|---:|---|---|---|---|\n"
        for rank, score, name, categories, country, reason in find(db, owner, brief, SHOWN):
            labels = ", ".join(map(str, categories)) if isinstance(categories, list) and categories else "–"
            page += f"| {rank} | {score} | `{name}` | {labels} | {country or '–'} | {reason} |\n"
    return page
