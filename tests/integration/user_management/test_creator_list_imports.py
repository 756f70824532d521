"""Lists from CSV files: whoever wrote them, however often they come, and whoever of them is here already."""

import csv
import io
from pathlib import Path
from uuid import UUID

import pytest

from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.lists import RANKING, import_file, make_list, members, outcomes

MOST_LINES = 10_000
NAME = Path("shared/data")
RANKINGS = next((up / NAME for up in Path(__file__).resolve().parents if (up / NAME).is_dir()), None)
TWO_MIB = 2_097_152


def handles(user: UUID, path: str) -> dict[str, tuple[object, ...]]:
    return {
        one["handle"]: (one["claimed_name"], one["claimed_followers"], one["state"])
        for one in members(user, path)
    }


def test_a_ranking_becomes_a_list_of_who_is_not_here_yet(owner: UUID) -> None:
    path = make_list(owner)
    answer = import_file(owner, path, RANKING, platform="instagram")
    assert outcomes(answer) == {2: "added", 3: "added", 4: "added"}
    assert answer.body["columns"] == {
        "handle": "AccountName", "name": "Name", "followers": "Subscribers",
    }  # fmt: skip
    assert answer.body["ignored_columns"] == ["Country", "AuthenticEngagement", "Category_1"]
    assert (answer.body["encoding"], answer.body["delimiter"], answer.body["warnings"]) == ("utf-8", ",", [])
    assert handles(owner, path) == {
        "cristiano": ("Cristiano Ronaldo", 477_900_000, "not_here_yet"),
        "kyliejenner": ("Kylie 🤍", 368_100_000, "not_here_yet"),
        "agustd": ("SUGA of BTS 민윤기", 38_300_000, "not_here_yet"),
    }


def test_the_same_file_again_changes_nothing_and_a_newer_one_only_what_it_says(owner: UUID) -> None:
    path = make_list(owner)
    import_file(owner, path, RANKING, platform="instagram")
    (kylie,) = (one for one in members(owner, path) if one["handle"] == "kyliejenner")
    send("PATCH", f"{path}/members/{kylie['id']}", user=owner, body={"note": "Ask in May", "tags": ["us"]})
    before = members(owner, path)
    assert set(outcomes(import_file(owner, path, RANKING, platform="instagram")).values()) == {"unchanged"}
    assert members(owner, path) == before
    newer = "handle;followers;note\nKylieJenner;370M;Ask never\ncristiano;;\n@agustd;n/a;\n"
    assert outcomes(import_file(owner, path, newer, platform="instagram")) == {
        2: "updated", 3: "unchanged", 4: "unchanged",
    }  # fmt: skip
    (kylie,) = (one for one in members(owner, path) if one["handle"] == "kyliejenner")
    assert (kylie["claimed_name"], kylie["claimed_followers"]) == ("Kylie 🤍", 370_000_000)
    assert (kylie["note"], kylie["tags"]) == ("Ask in May", ["us"]), (
        "a file overwrites no note of the brand's"
    )
    assert handles(owner, path)["cristiano"][1] == 477_900_000


def test_one_key_imports_once(owner: UUID) -> None:
    path = make_list(owner)
    body = {"content": "aGFuZGxlCng=", "platform": "tiktok"}
    first, again = (
        send("POST", f"{path}/imports", user=owner, body=body, headers={"idempotency-key": "1"})
        for _ in range(2)
    )
    assert first.body == again.body
    assert outcomes(again) == {2: "added"}


def test_two_who_import_the_same_at_once_make_no_twins(
    database: Database, owner: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_list(owner)
    answers = call_at_once(monkeypatch, [lambda: import_file(owner, path, RANKING, platform="instagram")] * 2)
    assert sorted(str(set(outcomes(answer).values())) for answer in answers) == ["{'added'}", "{'unchanged'}"]
    assert len(members(owner, path)) == 3


def test_a_bad_line_loses_nothing_else(owner: UUID) -> None:
    path = make_list(owner)
    text = (
        "Platform,Handle,Followers,Tags,Note\n"
        "tiktok,one,1K,,\n"
        "orkut,two,1K,,\n"
        "tiktok,,1K,,\n"
        "tiktok,three,many,,\n"
        "\n"
        'tiktok,"four,1K,,\n'
        'tiktok,five,"1,234","a; b","two\nlines"\n'
        f"tiktok,six,1,{'x' * 51},\n"
        f"tiktok,seven,1,,{'x' * 2_001}\n"
        "tiktok,ei\u202eght,1,,\n"
        ",nine,1,,\n"
        f"tiktok,{'x' * 201},1,,\n"
        "tiktok,ONE,2K,,\n"
        "tiktok,https://example.com/ten,2K,,\n"
        "youtube,https://www.tiktok.com/@eleven,2K,,\n"
        "tiktok,https://www.tiktok.com/@twelve?lang=en,2K,,\n"
        "tiktok,thirteen\n"
    )  # fmt: skip
    answer = import_file(owner, path, text)
    assert outcomes(answer) == {
        2: "added", 3: "PLATFORM_UNKNOWN", 4: "NO_HANDLE", 5: "FOLLOWERS_INVALID", 7: "LINE_UNREADABLE", 8: "added",
        10: "TAGS_INVALID", 11: "NOTE_TOO_LONG", 12: "HANDLE_INVALID", 13: "NO_PLATFORM", 14: "HANDLE_INVALID",
        15: "duplicate", 16: "ADDRESS_UNKNOWN", 17: "PLATFORMS_DIFFER", 18: "added", 19: "added",
    }  # fmt: skip
    assert all(result["error"] for result in answer.body["results"] if result["outcome"] == "refused")
    found = handles(owner, path)
    assert found.keys() == {"one", "five", "twelve", "thirteen"}
    assert found["five"][1] == 1_234
    (five,) = (one for one in members(owner, path) if one["handle"] == "five")
    assert (five["note"], five["tags"]) == ("two\nlines", ["a", "b"])


def test_a_file_in_latin_1_is_read_and_says_so(owner: UUID) -> None:
    path = make_list(owner)
    text = "Handle;Name\nzoe;Zoë Müller\nfrancois;François — 5 €\n"
    answer = import_file(owner, path, text.encode("cp1252"), platform="youtube")
    assert outcomes(answer) == {2: "added", 3: "added"}
    assert answer.body["encoding"] == "windows-1252"
    assert len(answer.body["warnings"]) == 1
    assert handles(owner, path)["zoe"][0] == "Zoë Müller"
    assert handles(owner, path)["francois"][0] == "François — 5 €"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "VALIDATION_FAILED"),
        (b"\n\n , ,\n", "FILE_NOT_READABLE"),
        (b"handle\n\x81\x8d", "FILE_NOT_READABLE"),
        ("handle,name\nzoë,Zoë\nmia,Mía".encode() + b"\xff", "FILE_NOT_READABLE"),
        (b"\xff\xfeh", "FILE_NOT_READABLE"),
        (b"cristiano,Cristiano Ronaldo\nleomessi,Leo Messi\n", "COLUMNS_UNKNOWN"),
        (b'"handle', "COLUMNS_UNKNOWN"),
        (b"PK\x03\x04\x14\x00\x06\x00", "COLUMNS_UNKNOWN"),
        (b"handle\n" + b"x\n" * (MOST_LINES + 1), "TOO_MANY_LINES"),
    ],
    ids=["empty", "blank", "no encoding", "broken UTF-8", "half a UTF-16", "no header", "open quote", "a zip", "long"],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused_as_a_whole(owner: UUID, content: bytes, code: str) -> None:
    path = make_list(owner)
    answer = import_file(owner, path, content, platform="tiktok")
    assert (answer.status, answer.body["code"]) == (422, code)
    assert members(owner, path) == []


@pytest.mark.parametrize("content", ["%%%", "aGFuZGxl=Cg", "ä", None, 7])
def test_what_is_no_base64_is_refused(owner: UUID, content: object) -> None:
    path = make_list(owner)
    answer = send("POST", f"{path}/imports", user=owner, body={"content": content, "platform": "tiktok"})
    assert answer.status == 422


def test_a_file_of_two_mib_is_taken_and_one_that_is_larger_is_not(owner: UUID) -> None:
    path = make_list(owner)
    line = "creator{:05},Somebody Séverine,{}K,{}\n"
    text = "handle,name,followers,note\n" + "".join(line.format(n, n, "é" * 85) for n in range(MOST_LINES))
    raw = text.encode()
    assert TWO_MIB - 120_000 < len(raw) <= TWO_MIB
    answer = import_file(owner, path, raw, platform="tiktok")
    assert answer.body["counts"] == {"added": MOST_LINES}
    assert import_file(owner, path, raw, platform="tiktok").body["counts"] == {"unchanged": MOST_LINES}
    too_large = import_file(owner, path, raw + b"x" * (TWO_MIB + 4 - len(raw)), platform="tiktok")
    assert (too_large.status, too_large.body["code"]) == (422, "VALIDATION_FAILED")
    assert import_file(owner, path, raw * 2, platform="tiktok").body["code"] == "PAYLOAD_TOO_LARGE"
    assert send("GET", path, user=owner).body["member_count"] == MOST_LINES


@pytest.mark.skipif(RANKINGS is None, reason=f"the rankings are handed out beside the repository, in {NAME}")
@pytest.mark.parametrize("platform", ["instagram", "tiktok", "youtube"])
def test_a_real_ranking_is_taken_line_by_line(owner: UUID, platform: str) -> None:
    assert RANKINGS is not None
    raw = (RANKINGS / f"creators_{platform}_2022-09.csv").read_bytes()
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    path = make_list(owner)
    answer = import_file(owner, path, raw, platform=platform)
    counts = answer.body["counts"]
    assert sum(counts.values()) == len([row for row in rows[1:] if any(row)])
    assert counts.keys() == {"added", "duplicate"}
    assert counts["added"] > 900
    again = import_file(owner, path, raw, platform=platform).body["counts"]
    assert again == {"unchanged": counts["added"], "duplicate": counts["duplicate"]}


@pytest.mark.parametrize(
    ("header", "lines"),
    [
        ("handle,followers", [f"h{n},{'🎉' * 40}" for n in range(10_000)]),
        ("handle" + ",a" * 1_000_000, ["ann"]),
    ],
    ids=["ten thousand refusals", "a million columns"],
)
def test_what_is_said_of_a_file_fits_into_an_answer(owner: UUID, header: str, lines: list[str]) -> None:
    answer = import_file(owner, make_list(owner), "\n".join([header, *lines]), platform="instagram")
    assert answer.status == 200, answer.body
    assert len(answer.body["results"]) == len(lines)
    assert answer.body["ignored_columns"] == (["a"] * 50 if len(lines) == 1 else [])
