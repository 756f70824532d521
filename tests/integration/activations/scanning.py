"""A browser before the scan door: what it sends, what it keeps, and what it is shown."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import UUID

from activations import device_cookies, scan
from tests.conftest import Database
from tests.factories.activations import make_activation, make_activation_code, make_geofence
from tests.factories.events import LambdaContext, http_event
from tests.factories.people import brand_of, make_user
from tests.logins import own_login
from tests.typing import Connection

IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/17.5 Mobile/15E148 Safari/604.1"
)
OWN_PAGE = {"sec-fetch-site": "same-origin"}
CODE = "abc1234"
INSIDE = {"lat": 52.51628, "lng": 13.37770, "accuracy": 10}
OUTSIDE = {"lat": 48.85837, "lng": 2.29448, "accuracy": 10}
NOW = datetime.now(UTC)
NOTHING = {"scans": 0, "devices": 0, "scan_keys": 0, "scan_limits": 0, "fans": 0, "scan_reviews": 0}
FORM = "application/x-www-form-urlencoded"
TICKET = re.compile(r'name="ticket" value="([^"]*)"')


@dataclass
class Said:
    """An answer of the door."""

    status: int
    headers: dict[str, str]
    body: str
    cookies: list[str]

    @property
    def json(self) -> Any:
        """The body, read."""
        return json.loads(self.body)

    @property
    def ticket(self) -> str:
        """The ticket that stands in the page's form."""
        found = TICKET.search(self.body)
        assert found is not None, self.body[-500:]
        return found[1]


@dataclass
class Browser:
    """One that keeps the cookie, unless it is told not to."""

    keeps_cookies: bool = True
    agent: str = IPHONE
    headers: dict[str, str] = field(default_factory=dict)
    cookie: str = ""

    def get(self, address: str, method: str = "GET", **headers: str) -> Said:
        """Open an address."""
        return self._ask(method, address, None, {"accept": "text/html", **headers})

    def press(self, code: str, ticket: str, lang: str = "en", **fields: str) -> Said:
        """Send the form of a page, as a browser without a script does."""
        body = urlencode({"ticket": ticket, **fields}).encode()
        own = {"content-type": FORM, "accept": "text/html"} | OWN_PAGE
        return self._ask("POST", f"/q/{code}?lang={lang}", body, own)

    def send(self, ticket: object, own: dict[str, str] | None = None, **body: object) -> Said:
        """What the script sends."""
        return self.send_raw(json.dumps({"ticket": ticket, **body}).encode(), own)

    def send_raw(self, body: bytes | None, own: dict[str, str] | None = None) -> Said:
        """A body as it is."""
        headers = {"content-type": "application/json"} | (OWN_PAGE if own is None else own)
        return self._ask("POST", "/api/v1/qr/scan", body, headers)

    def _ask(self, method: str, address: str, body: bytes | None, headers: dict[str, str]) -> Said:
        split = urlsplit(address)
        query = {name: values[0] for name, values in parse_qs(split.query).items()}
        event = http_event(
            method, split.path, raw_body=body, query=query or None, user_agent=self.agent,
            headers=headers | self.headers,
        )  # fmt: skip
        if self.cookie:
            event["cookies"] = [self.cookie]
        said = answer_to(event)
        if self.keeps_cookies and said.cookies:
            self.cookie = said.cookies[0].partition(";")[0]
        return said


def answer_to(event: dict[str, Any]) -> Said:
    """What the door says to an event, as the login that it has in AWS."""
    with own_login(scan.lambda_handler):
        answer = scan.lambda_handler(event, LambdaContext())
    return Said(
        answer["statusCode"], answer.get("headers", {}), answer.get("body", ""), answer.get("cookies", [])
    )  # fmt: skip


def rows(db: Connection, table: str = "scans") -> Iterator[dict[str, Any]]:
    """All rows of a table, by the names of their columns."""
    cursor = db.execute(f"select * from {table}")
    assert cursor.description is not None
    names = [column.name for column in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor.fetchall())


def device_of(browser: Browser, brand: UUID) -> UUID:
    """The device that a browser is at a brand, by its cookie."""
    read = device_cookies.read_cookie(browser.cookie.partition("=")[2])
    assert read is not None
    return read.device_at(brand)


def make(database: Database, code: str = CODE, *, fence: str = "off", **columns: Any) -> UUID:
    """An open activation with one code; its brand. `status="completed"` makes one that has ended since."""
    with database.connect() as db:
        brand = brand_of(db, make_user(db, "brand"))
        given: dict[str, Any] = {"fence_mode": fence, "landing_url": "https://shop.example.com/"} | columns
        if fence != "off":
            given["geofence_id"] = make_geofence(db, brand)
        over = given.get("status") == "completed"
        activation = make_activation(db, brand, **given | ({"status": "active"} if over else {}))
        make_activation_code(db, activation, short_code=code)
        if over:
            db.execute(
                "update activations set status = 'completed', completed_at = now() where id = %s",
                (activation,),
            )
    return brand


def scans(database: Database) -> list[dict[str, Any]]:
    """All scans that were stored."""
    with database.connect() as db:
        return [*rows(db)]


def counts(database: Database) -> dict[str, int]:
    """How many rows each table has that a scan may write to."""
    with database.connect() as db:
        return {table: len([*rows(db, table)]) for table in NOTHING}


def followed(browser: Browser, said: Said) -> Said:
    """The page that a form's answer leads to."""
    assert said.status == 303
    return browser.get(said.headers["location"])
