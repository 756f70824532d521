"""What the cells of strangers' files mean: numbers, platforms, handles and addresses."""

import pytest

from common.models.platform import Platform
from user_management.creator_list_imports.columns import LineRefused, find_columns, read_count, read_entry
from user_management.creator_list_imports.links import read_profile_link
from user_management.creator_list_imports.models import LineCode
from user_management.creator_list_imports.read import read_table

COLUMNS = {"handle": 0, "platform": 1, "link": 2, "name": 3}


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("477.9M", 477_900_000), ("856.3K", 856_300), ("1.2B", 1_200_000_000), ("15,2k", 15_200), ("3 mio", 3_000_000),
        ("68M", 68_000_000), ("0", 0), ("1234567", 1_234_567), ("1,234,567", 1_234_567), ("1.234.567", 1_234_567),
        ("1 234 567", 1_234_567), ("1\u202f234\u00a0567", 1_234_567), ("1'234'567", 1_234_567), (" 12 ", 12),
        ("1200.0", 1_200), ("0.001K", 1), ("1.0009K", 1_000), ("1,234.0", 1_234),
        ("", None), ("-", None), ("N/A", None), ("null", None), ("?", None),
    ],
)  # fmt: skip
def test_numbers_are_read_as_people_and_programs_write_them(text: str, count: int | None) -> None:
    assert read_count(text) == count


@pytest.mark.parametrize(
    "text",
    [
        "many",
        "-5",
        "1.2.3M",
        "12,34",
        "M",
        "1e6",
        "٣٤٥",
        "1" * 16,
        "9999999999B",
        "=1+1",
        "5%",
        "1 2",
        "1..2K",
    ],
)
def test_what_is_no_number_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(LineRefused) as refused:
        read_count(text)
    assert refused.value.code is LineCode.FOLLOWERS_INVALID


@pytest.mark.parametrize(
    ("header", "found"),
    [
        (["AccountName", "Name", "Subscribers"], {"handle": 0, "name": 1, "followers": 2}),
        (["Name", "AccountName", "Country", "Subscribers"], {"name": 0, "handle": 1, "followers": 3}),
        (["\uff28ANDLE", "Profile URL", " followers_count "], {"handle": 0, "link": 1, "followers": 2}),
        (
            ["Handle", "handle", "Notes", "Tags", "Platform"],
            {"handle": 0, "note": 2, "tags": 3, "platform": 4},
        ),
        (["Views", "Likes", "Comments", ""], {}),
    ],
)
def test_columns_are_found_by_their_names(header: list[str], found: dict[str, int]) -> None:
    assert find_columns(header) == found


@pytest.mark.parametrize(
    ("text", "means"),
    [
        ("https://www.instagram.com/cristiano/", ("instagram", "cristiano")),
        ("instagram.com/j.m?igsh=abc", ("instagram", "j.m")),
        ("https://www.tiktok.com/@khaby.lame", ("tiktok", "khaby.lame")),
        ("https://m.youtube.com/@MrBeast/videos", ("youtube", "MrBeast")),
        ("youtube.com/c/tseries", ("youtube", "tseries")),
        ("https://x.com/NASA", ("twitter", "NASA")),
        ("https://de.linkedin.com/in/maria-m%C3%BCller", ("linkedin", "maria-müller")),
        ("https://www.instagram.com/p/Cabc/", None), ("https://www.instagram.com/explore/", None),
        ("https://x.com/home", None), ("https://x.com/NASA/status/1", None), ("https://www.tiktok.com/khaby", None),
        ("https://instagram.com.evil.example/cristiano", None), ("https://evil.example/@khaby", None),
        ("https://[::1", None), ("javascript:alert(1)", None), ("https://youtube.com/@", None), ("", None),
    ],
)  # fmt: skip
def test_an_address_of_a_profile_says_whose_it_is(text: str, means: tuple[str, str] | None) -> None:
    assert read_profile_link(text) == means


@pytest.mark.parametrize(
    ("cells", "platform", "handle"),
    [
        (["@khaby.lame", "TikTok"], "tiktok", "khaby.lame"),
        (["NASA", "X"], "twitter", "NASA"),
        (["https://www.tiktok.com/@khaby.lame"], "tiktok", "khaby.lame"),
        (["", "", "https://www.youtube.com/@MrBeast"], "youtube", "MrBeast"),
        (["MrBeast6000", "", "https://www.youtube.com/@MrBeast"], "youtube", "MrBeast"),
        (["أترو/Atro"], "instagram", "أترو/Atro"),
        (["Gyan Gaming\u3164"], "instagram", "Gyan Gaming"),
        (["=HYPERLINK(1)"], "instagram", "=HYPERLINK(1)"),
    ],
)
def test_a_line_says_whose_account_it_is_about(cells: list[str], platform: str, handle: str) -> None:
    entry = read_entry(2, cells, COLUMNS, Platform.INSTAGRAM)
    assert (entry.platform, entry.handle) == (platform, handle)


def test_a_name_keeps_what_is_seen_of_it() -> None:
    entry = read_entry(2, ["x", "", "", "Kylie \u202e🤍\x07 " + "y" * 300], COLUMNS, Platform.INSTAGRAM)
    assert entry.name.startswith("Kylie 🤍 yyy")
    assert len(entry.name) == 200


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_cells_stand_apart_however_the_program_writes_them(encoding: str, delimiter: str, end: str) -> None:
    lines = (["handle", "name"], ["a", f'"x{delimiter} {end}""y"""'], ["", ""], ["ç", "é"])
    table = read_table(end.join(map(delimiter.join, lines)).encode(encoding))
    assert (table.delimiter, table.header.cells) == (delimiter, ["handle", "name"])
    assert [(record.line, record.cells) for record in table.records] == [
        (2, ["a", f'x{delimiter} {end}"y"']), (5, ["ç", "é"]),
    ]  # fmt: skip


def test_a_quote_that_nobody_closed_takes_only_its_line() -> None:
    table = read_table(b'handle\n"a\nb\n"c"d\ne\n')
    assert [(record.line, record.cells) for record in table.records] == [
        (2, None), (3, ["b"]), (4, None), (5, ["e"]),
    ]  # fmt: skip
