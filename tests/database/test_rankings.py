"""Rankings become creators, and the briefs of docs/matching-trial.md are asked about them."""

from pathlib import Path

import pytest

from tests.conftest import Database
from tools.rankings.accounts import RankedAccount, UnreadableRanking, number, read_folder
from tools.rankings.briefs import BRIEFS, render
from tools.rankings.usual import usual

INSTAGRAM = """\ufeffAccountName,Name,Subscribers,Country,AuthenticEngagement,EngagementAverage,Category_1,Category_2
anna.boot,Anna 🤍,12.5M,Brazil,1M,2.5M,Sports with a ball,
ANNA.BOOT,again,1,Brazil,1,1,,
www.leer.com,Leer,20M,,,,Fashion,Modeling
"""
TIKTOK = (
    "AccountName,Name,Subscribers,Views,Likes,Comments,Shares\nannaboot,안나,900K,6.4M,2.3M,50.2K,34.2K\n"
)
YOUTUBE = """Name,AccountName,Country,Subscribers,Category_1,Views,Likes,Comments,Category_2
Kanal,,Germany,1B,Video games,1,,,
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for platform, text in (("instagram", INSTAGRAM), ("tiktok", TIKTOK), ("youtube", YOUTUBE)):
        (tmp_path / f"creators_{platform}_2022-09.csv").write_text(text, encoding="utf-8")
    (tmp_path / "creators_of_mine.csv").write_text("x\n", encoding="utf-8")
    return tmp_path


def test_rankings_are_read_with_their_dirt(folder: Path) -> None:
    assert read_folder(folder) == [
        RankedAccount("instagram", "anna.boot", "Anna 🤍", 12_500_000, 0.2, "BR", ("Sports with a ball",)),
        RankedAccount("instagram", "www.leer.com", "Leer", 20_000_000, None, None, ("Fashion", "Modeling")),
        RankedAccount("tiktok", "annaboot", "안나", 900_000, 2_384_400 / 900_000, None, ()),
        RankedAccount("youtube", "Kanal", "Kanal", 10**9, None, "DE", ("Video games",)),
    ]


@pytest.mark.parametrize("text", ["1,5,M", "x", "-3M", "1e6", "NaN"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(UnreadableRanking):
        number(text)


def test_a_folder_without_rankings_and_an_unknown_country_are_refused(tmp_path: Path, folder: Path) -> None:
    path = folder / "creators_youtube_2022-09.csv"
    path.write_text(YOUTUBE.replace("Germany", "Atlantis"), encoding="utf-8")
    with pytest.raises(UnreadableRanking, match="Atlantis"):
        read_folder(folder)
    (tmp_path / "empty").mkdir()
    with pytest.raises(UnreadableRanking):
        read_folder(tmp_path / "empty")


def test_what_is_usual_is_a_median_by_platform_and_tier() -> None:
    accounts = [
        RankedAccount("youtube", str(n), "", followers, rate, None, ())
        for n, (followers, rate) in enumerate(
            [(10**6, 0.1), (19_999_999, 0.3), (2 * 10**6, 0.2), (2 * 10**7, 0.5)]
        )
    ] + [RankedAccount("tiktok", "x", "", 10, None, None, ())]
    assert usual(accounts) == [("youtube", 1_000_000, 3, 0.2), ("youtube", 20_000_000, 1, 0.5)]


def test_one_handle_on_two_platforms_is_one_creator_whom_a_brief_finds(
    folder: Path, database: Database
) -> None:
    with database.connect() as db:
        page = render(db, read_folder(folder))
    sections = page.split("\n## ")
    assert "3 people with\n4 accounts" in sections[0]
    assert [section.splitlines()[0] for section in sections[1:]] == [title for title, _ in BRIEFS]
    (first,) = [line for line in sections[1].splitlines() if line.startswith("| 1 |")]
    assert first == (
        "| 1 | 100.00 | `anna.boot` | Sports with a ball | BR | 12,500,000 followers on Instagram, within the target,"
        " engagement at least twice the usual for the size (6.2 times), a listed category, in the target location. |"
    )
