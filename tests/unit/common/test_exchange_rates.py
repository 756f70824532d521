"""The central bank's adapter against a server that publishes its document, and the choice between it and the stub."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from common.adapters.exchange_rates.choice import exchange_rates
from common.adapters.exchange_rates.ecb import LARGEST_BYTES, EcbExchangeRates, read_document
from common.adapters.exchange_rates.port import RatesUnclear
from common.adapters.exchange_rates.stub import RATES, StubExchangeRates
from common.errors import NotConfigured
from common.settings import settings

DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<gesmes:Envelope xmlns:gesmes="http://www.gesmes.org/xml/2002-08-01"
 xmlns="http://www.ecb.int/vocabulary/2002-08-01/eurofxref">
	<gesmes:subject>Reference rates</gesmes:subject>
	<gesmes:Sender>
		<gesmes:name>European Central Bank</gesmes:name>
	</gesmes:Sender>
	<Cube>
		<Cube time='2026-11-27'>
			<Cube currency='USD' rate='1.0852'/>
			<Cube currency='JPY' rate='161.07'/>
		</Cube>
		<Cube time="2026-11-26"><Cube currency="USD" rate="1.0901"/></Cube>
	</Cube>
</gesmes:Envelope>"""
FRIDAY = date(2026, 11, 27)


@dataclass
class Publisher:
    """What a server answers next."""

    url: str = ""
    status: int = 200
    content: bytes = DOCUMENT.encode()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    published = Publisher()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(published.status)
            self.send_header("content-length", str(len(published.content)))
            self.end_headers()
            self.wfile.write(published.content)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    published.url = f"http://127.0.0.1:{server.server_port}/eurofxref.xml"
    yield published
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_document_is_read_day_by_day_with_the_euro_itself(publisher: Publisher) -> None:
    newest, older = EcbExchangeRates(publisher.url).recent(FRIDAY)
    assert (newest.day, newest.rates) == (
        FRIDAY, {"usd": Decimal("1.0852"), "jpy": Decimal("161.07"), "eur": Decimal(1)},
    )  # fmt: skip
    assert (older.day, older.rates["usd"]) == (date(2026, 11, 26), Decimal("1.0901"))
    assert [one.day for one in EcbExchangeRates(publisher.url).recent(older.day)] == [older.day], (
        "not tomorrow's"
    )


@pytest.mark.parametrize("status", [204, 302, 304, 404, 429, 500, 503])
def test_an_answer_that_is_no_document_is_unclear(publisher: Publisher, status: int) -> None:
    publisher.status, publisher.content = status, b""
    with pytest.raises(RatesUnclear) as unclear:
        EcbExchangeRates(publisher.url).recent(FRIDAY)
    assert unclear.value.details == [{"reason": f"status {status}"}]


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/x", "https://", "nowhere"])
def test_a_publisher_that_cannot_be_reached_is_unclear(url: str) -> None:
    with pytest.raises(RatesUnclear):
        EcbExchangeRates(url).recent(FRIDAY)


def test_an_answer_without_end_is_not_read(publisher: Publisher) -> None:
    publisher.content = b" " * (LARGEST_BYTES + 1)
    with pytest.raises(RatesUnclear) as unclear:
        EcbExchangeRates(publisher.url).recent(FRIDAY)
    assert unclear.value.details == [{"reason": "The answer is too large."}]


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("'1.0852'", "'0'"), ("'1.0852'", "'-1'"), ("'1.0852'", "'N/A'"), ("'1.0852'", "'NaN'"),
        ("'1.0852'", "'Infinity'"), ("'1.0852'", "'1e30'"), ("'1.0852'", "''"), ("rate='1.0852'", ""),
        ("currency='USD' ", ""), ("2026-11-27", "27.11.2026"), ("2026-11-27", "2026-02-30"), ("</Cube>", ""),
        ("<Cube currency='USD' rate='1.0852'/>", "<Cube/>"), ("xmlns=", "xmlns:other="),
        ('<?xml version="1.0" encoding="UTF-8"?>', '<!DOCTYPE x [<!ENTITY a "b">]>'), (DOCUMENT, ""),
        (DOCUMENT, "<html>We are closed.</html>"), (DOCUMENT, '{"rates": []}'), (DOCUMENT, "\x00"),
    ],
)  # fmt: skip
def test_what_is_not_in_the_documented_shape_is_unclear_as_a_whole(written: str, instead: str) -> None:
    assert written in DOCUMENT
    with pytest.raises(RatesUnclear):
        read_document(DOCUMENT.replace(written, instead).encode())


def test_the_stub_knows_working_days_up_to_today() -> None:
    days = StubExchangeRates().recent(date(2026, 11, 29))  # a Sunday
    assert (days[0].day, days[-1].day >= date(2026, 8, 31)) == (FRIDAY, True)
    assert all(one.day.weekday() < 5 and one.rates.keys() == RATES.keys() for one in days)


class TestTheChoice:
    """By stage and address."""

    @pytest.fixture(autouse=True)
    def _fresh(self, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
        monkeypatch.delenv("EXCHANGE_RATES_URL", raising=False)
        settings.cache_clear()
        yield
        settings.cache_clear()

    @pytest.mark.parametrize("stage", ["local", "dev", "staging"])
    def test_before_prod_it_pretends(self, monkeypatch: pytest.MonkeyPatch, stage: str) -> None:
        monkeypatch.setenv("STAGE", stage)
        monkeypatch.setenv("SITE_URL", "https://site.example")
        assert exchange_rates().source == "stub"

    @pytest.mark.parametrize("url", [None, "", "http://plain.example.com/x.xml"])
    def test_in_prod_it_refuses(self, monkeypatch: pytest.MonkeyPatch, url: str | None) -> None:
        monkeypatch.setenv("STAGE", "prod")
        monkeypatch.setenv("SITE_URL", "https://site.example")
        if url is not None:
            monkeypatch.setenv("EXCHANGE_RATES_URL", url)
        with pytest.raises(NotConfigured) as off:
            exchange_rates()
        assert "EXCHANGE_RATES_URL" in str(off.value.details)

    def test_with_an_address_it_asks_there(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("STAGE", "prod")
        monkeypatch.setenv("SITE_URL", "https://site.example")
        monkeypatch.setenv("EXCHANGE_RATES_URL", "https://rates.example.com/x.xml")
        assert exchange_rates().source == "ecb"
