"""Sheets of codes: asked for, drawn by the exporter, fetched; every picture on them leads where it should."""

import io
import zipfile
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

import pypdfium2
import pytest
import zxingcpp

from activations import exporter
from activations.code_sheets import archive, pages, repository
from activations.code_sheets.repository import PrintedCode
from common import qr_codes
from tests.factories.activations import make_activation, make_activation_code
from tests.factories.events import LambdaContext
from tests.factories.exports import EXPORTS, fetch, read
from tests.integration.activations.people import People
from tests.typing import Connection

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

BASE = "https://go.example.org"
DOTS_PER_POINT = 3.0


def sheets_of(activation: UUID) -> str:
    return f"/activations/{activation}/sheets"


def write() -> None:
    """The worker comes by."""
    assert exporter.lambda_handler({}, LambdaContext()) == {"batchItemFailures": []}


def read_codes(pdf: bytes) -> list[str]:
    """What a camera reads on all pages."""
    document = pypdfium2.PdfDocument(pdf)
    pictures = [page.render(scale=DOTS_PER_POINT).to_pil() for page in document]
    return [found.text for picture in pictures for found in zxingcpp.read_barcodes(picture)]


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def asked(people: People, activation: UUID, sheet_format: str) -> Any:
    """The export that a request made, once it was written."""
    made = people.analyst.post(sheets_of(activation), format=sheet_format)
    write()
    return read(f"{EXPORTS}/{made['id']}", people.analyst.id)


def test_each_code_of_a_printed_sheet_leads_to_its_page(
    db: Connection, people: People, export_bucket: "S3Client", monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repository, "CODES_AT_ONCE", 5)
    activation = make_activation(db, people.brand, code_mode="single_use")
    codes = people.owner.post(f"/activations/{activation}/codes", count=14, label="Ticket")["data"]
    export = asked(people, activation, "pdf")
    answer = fetch(export)
    assert (export["status"], export["activation_id"]) == ("ready", str(activation))
    assert answer.headers["content-type"] == "application/pdf"
    assert sorted(read_codes(answer.content)) == sorted(code["url"] for code in codes)
    printed = text_of(answer.content)
    assert all(code["label"] in printed and code["url"].removeprefix("https://") in printed for code in codes)


def test_pictures_of_an_archive_are_those_of_the_codes(
    db: Connection, people: People, export_bucket: "S3Client"
) -> None:
    activation = make_activation(db, people.brand)
    made = [
        make_activation_code(db, activation, label=label) for label in ("At the door", "", "../../etc/passwd")
    ]
    short_codes = [
        row[0]
        for code in made
        for row in db.execute("select short_code from activation_codes where id = %s", (code,))
    ]
    answer = fetch(asked(people, activation, "svg"))
    assert answer.headers["content-type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(answer.content)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [
            f"00001 At the door {short_codes[0]}.svg", f"00002 {short_codes[1]}.svg",
            f"00003 etc passwd {short_codes[2]}.svg",
        ]  # fmt: skip
        pictures = [packed.read(name) for name in packed.namelist()]
    assert pictures == [qr_codes.render(f"{BASE}/q/{code}", "svg") for code in short_codes]


def test_what_is_off_or_over_is_not_printed(
    db: Connection, people: People, export_bucket: "S3Client"
) -> None:
    activation = make_activation(db, people.brand)
    make_activation_code(db, activation, short_code="alive12")
    make_activation_code(db, activation, short_code="off1234", disabled_at="2026-01-01")
    make_activation_code(db, activation, short_code="past123", expires_at="2026-01-01")
    assert read_codes(fetch(asked(people, activation, "pdf")).content) == [f"{BASE}/q/alive12"]


def test_a_sheet_without_codes_is_one_empty_page(
    db: Connection, people: People, export_bucket: "S3Client"
) -> None:
    pdf = fetch(asked(people, make_activation(db, people.brand), "pdf")).content
    assert (len(pypdfium2.PdfDocument(pdf)), read_codes(pdf)) == (1, [])


def test_two_kinds_wait_beside_each_other_and_one_kind_once(
    db: Connection, people: People, export_bucket: "S3Client"
) -> None:
    activation = make_activation(db, people.brand)
    people.owner.post(sheets_of(activation), format="pdf")
    people.owner.post(sheets_of(activation), format="svg")
    assert people.owner.refused("POST", sheets_of(activation), format="pdf") == (409, "EXPORT_PENDING")
    people.owner.post(sheets_of(make_activation(db, people.brand)), format="pdf")


def test_another_brand_prints_nothing_and_reads_nothing(
    db: Connection, people: People, export_bucket: "S3Client"
) -> None:
    activation = make_activation(db, people.brand)
    assert people.stranger.refused("POST", sheets_of(activation), format="pdf") == (404, "NOT_FOUND")
    assert people.owner.refused("POST", sheets_of(uuid4()), format="pdf") == (404, "NOT_FOUND")
    assert people.owner.refused("POST", sheets_of(activation), format="png") == (422, "VALIDATION_FAILED")
    mine = people.owner.post(sheets_of(activation), format="pdf")
    assert people.stranger.refused("GET", f"/exports/{mine['id']}")[0] == 404


@pytest.mark.parametrize(
    ("label", "printed"), [("Ελλάδα", "Ελλάδα"), ("Дверь", "Дверь"), ("門口 B", "?? B"), ("x" * 60, "x" * 32)]
)
def test_labels_are_printed_in_the_letters_that_the_font_has(label: str, printed: str) -> None:
    pdf = b"".join(pages.drawn([PrintedCode(uuid4(), "abcdefg", label)], BASE))
    assert printed in text_of(pdf)
    assert read_codes(pdf) == [f"{BASE}/q/abcdefg"]


def test_names_of_files_hold_no_paths() -> None:
    code = PrintedCode(uuid4(), "abcdefg", 'a/b\\c:d*e?"<>|\n..\0' + "é" * 200)
    assert archive.file_name(7, code) == f"00007 a b c d e {'é' * 50} abcdefg.svg"
