"""What a spreadsheet would run is text, however its owner's country splits cells."""

import csv

import pytest

from common.spreadsheets import csv_text, harmless


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("+1-1", "'+1-1"),
        ("-2+3", "'-2+3"),
        ("@SUM(1)", "'@SUM(1)"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "'\t'=1+1"),
        ("＝1+1", "'＝1+1"),  # noqa: RUF001
        ("x;=1+1;y", "x;'=1+1;y"),
        ("x\t@cmd", "x\t'@cmd"),
        ("x\n-1+2", "x\n'-1+2"),
        ("x; +1", "x;' +1"),
        ("-123.45", "-123.45"),
        ("a-b; c=d", "a-b; c=d"),
        ("Summer sale", "Summer sale"),
        ("", ""),
    ],
)
def test_a_cell_that_would_run_begins_with_an_apostrophe(cell: str, kept: str) -> None:
    assert harmless(cell) == kept


def test_every_field_is_quoted_and_reads_back() -> None:
    text = csv_text(("name", "amount", "note"), [('say "x;=1"', "-1.50", None), ("a,b", 3, "")])
    assert text.splitlines()[0] == '"name","amount","note"'
    assert list(csv.reader(text.splitlines()))[1:] == [['say "x;\'=1"', "-1.50", ""], ["a,b", "3", ""]]
    assert all(line.startswith('"') and line.endswith('"') for line in text.splitlines())
