"""Files of contacts: what is read of dirty ones, and that no bytes bring the reader down."""

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.contact_files import cards, columns, people, read, service
from agents.contact_files.models import MOST_BYTES, FileRefused, Said
from agents.contact_files.service import read_contacts
from common.models.agent_contacts import ContactFileKind, FileCode, RowReason
from tests.unit.agents.dirty_files import CSV, FILES, VCARD, Dirty, card


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_of_a_dirty_file_comes_what_people_meant(file: Dirty) -> None:
    if file.code is not None:
        with pytest.raises(FileRefused) as refused:
            read_contacts(file.make(), file.kind, file.country)
        assert refused.value.code is file.code
        return
    rows = read_contacts(file.make(), file.kind, file.country)
    found = [(row.name, row.email, row.phone, row.country) for row in rows if not row.refused]
    assert found == [*file.people]
    assert [(row.line, row.refused) for row in rows if row.refused] == [*file.refused]
    assert [(row.line, row.note) for row in rows if row.note] == [*file.notes]
    assert [row.number for row in rows] == [*range(1, len(rows) + 1)]


def test_a_file_above_its_limit_is_refused_before_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(service, "text_of", pytest.fail)
    with pytest.raises(FileRefused) as refused:
        read_contacts(bytes(MOST_BYTES + 1), CSV)
    assert refused.value.code is FileCode.FILE_TOO_LARGE


@pytest.mark.parametrize(
    "word", ["Mobile", "MOBILE ", "Téléphone (portable)", "Móvil", "Handy-Nr.", "Cellulare", "Telemóvel"]
)
def test_headers_are_known_in_six_languages(word: str) -> None:
    (row,) = read_contacts(f"{word},E-Mail\n+49 171 2345678,\n".encode(), CSV)
    assert row.phone == "+491712345678"


@pytest.mark.parametrize(
    ("name", "code"),
    [("DE", "DE"), ("de", "DE"), ("Österreich", "AT"), ("España", "ES"), ("U.S.A.", "US"), ("Narnia", None)],
)
def test_countries_are_known_by_code_and_name(name: str, code: str | None) -> None:
    assert people.country_named(name) == code


def test_the_country_of_a_number_is_believed_before_that_of_the_whole_file() -> None:
    row = people.person(1, 1, Said(phones=("+49 171 2345678",)), "US")
    assert (row.phone, row.country) == ("+491712345678", "DE")
    row = people.person(1, 1, Said(phones=("0171 2345678",), country="DE"), "US")
    assert (row.phone, row.country) == ("+491712345678", "DE")


def test_what_nobody_sees_is_kept_out_of_names_and_addresses() -> None:
    (row, other) = read_contacts(
        "name,email\nA\u202enn\u200b,a@example.com\nB,b\u200b@example.com\n".encode(), CSV
    )
    assert (row.name, row.email) == ("Ann", "a@example.com")
    assert other.refused is RowReason.EMAIL_INVALID


@given(st.binary(max_size=2_000) | st.text(alphabet='abc@.,;|\t\r\n"=0+ü\0', max_size=500).map(str.encode))
@settings(max_examples=400, deadline=None)
def test_no_bytes_bring_the_reader_of_tables_down(content: bytes) -> None:
    try:
        rows = read_contacts(b"name,email\n" + content, CSV)
    except FileRefused:
        return
    assert [row.number for row in rows] == [*range(1, len(rows) + 1)]
    assert all((row.refused is None) == bool(row.email or row.phone) for row in rows)
    assert len(rows) <= len(content) + 1


PIECES = st.sampled_from([
    "BEGIN:VCARD", "END:VCARD", "FN:x", "EMAIL:a@example.com", "EMAIL;ENCODING=QUOTED-PRINTABLE;CHARSET=zip:=61=",
    " more",
    "PHOTO:x", "TEL:+49 171 2345678", 'N;a="b', "ADR:;;;", ":", "=", "N;" + "a;" * 99, "",
])  # fmt: skip


@given(st.lists(PIECES, max_size=40), st.binary(max_size=50))
@settings(max_examples=300, deadline=None)
def test_no_lines_bring_the_reader_of_cards_down(pieces: list[str], noise: bytes) -> None:
    text = "\n".join(pieces)
    try:
        rows = read_contacts(text.encode() + b"\n" + noise, VCARD)
    except FileRefused:
        return
    assert len(rows) == pieces.count("BEGIN:VCARD") + noise.upper().count(b"BEGIN:VCARD")


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (CSV, b"name,email\n" + b'"\n' * 40_000),
        (CSV, b"name,email\n" + b"," * (MOST_BYTES - 100)),
        (VCARD, b"BEGIN:VCARD\n" + b"N" + b";a" * 2_000_000),
        (VCARD, b"BEGIN:VCARD\nPHOTO;ENCODING=b:\n" + b" QUFB\n" * 190_000),
        (VCARD, card("FN:x" + "\r\n y" * 100_000, "EMAIL:a@example.com").encode()),
    ],
    ids=["quotes", "commas", "parameters", "a picture", "a folded name"],
)
def test_work_and_memory_are_bounded(
    kind: ContactFileKind, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted, not timed: how many rows the reader looks at, how often it joins a line, what it holds at once."""
    looked_at = _counted(monkeypatch, columns, "read_rows"), _counted(monkeypatch, cards, "_take")
    tracemalloc.start()
    with suppress(FileRefused):
        read_contacts(content, kind)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 * 1024 * 1024
    assert looked_at[0][0] <= 5 * 50_000
    assert looked_at[1][0] <= read.MOST_LINES + 10


@pytest.mark.parametrize("cell", [b"a" * 1_999, b"a" * 999 + b"@" + b"b" * 999, b"x@" + b"b." * 998])
def test_long_words_take_no_longer_than_short_ones(cell: bytes) -> None:
    """A table of them without a header: each is asked for an address, which took the square of its length."""
    row = b",".join([cell] * 40) + b"\n"
    began = time.process_time()
    with suppress(FileRefused):
        read_contacts(row * 20, CSV)
    assert time.process_time() - began < 2


def _counted(monkeypatch: pytest.MonkeyPatch, module: Any, name: str) -> list[int]:
    """How many rows a generator gave, or how often a function was called."""
    count, plain = [0], getattr(module, name)

    def counting(*arguments: Any, **named: Any) -> Any:
        found = plain(*arguments, **named)
        if isinstance(found, Iterator):
            return _each(found)
        count[0] += 1
        return found

    def _each(found: Iterator[Any]) -> Iterator[Any]:
        for one in found:
            count[0] += 1
            yield one

    monkeypatch.setattr(module, name, counting)
    return count
