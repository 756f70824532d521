"""Where visitors may be sent: what bodies take (`Destination`) and what the database keeps, by one rule."""

from typing import LiteralString

import psycopg
import pytest
from pydantic import BaseModel, ValidationError

from common.errors.tracking import DestinationRefused
from common.models.addresses import LONGEST_ADDRESS, Destination, PublicAddress
from database_migrations.folder import database_directory
from tests.conftest import Database
from tests.factories.campaigns import make_campaign
from tests.factories.links import make_link
from tests.typing import Connection

GOOD = {
    "https://shop.example.com": "https://shop.example.com/",
    "HTTPS://Shop.Example.COM:443/A?b=%20#c": "https://shop.example.com/A?b=%20#c",
    "https://shop.example.com:8443/": "https://shop.example.com:8443/",
    "https://bücher.example.com/ü": "https://xn--bcher-kva.example.com/%C3%BC",
    "https://faß.example": "https://xn--fa-hia.example/",
    "https://shop.example.com/a/../b": "https://shop.example.com/b",
    "https://shop.example.com/@name?to=me@example.com&a[]=1|2^{}`": None,
    "https://a_b.example.com./x": None,
    "https://shop.example.com?q=a'b": "https://shop.example.com/?q=a%27b",
    "https://1.2.3.example/": None,
    "https://ⓢhop.example.com/": "https://shop.example.com/",
    "https://shop.example.com/" + "x" * (LONGEST_ADDRESS - 25): None,
}
"""What may be said → what is stored; None: the same."""

BAD = (
    "http://shop.example.com/", "javascript:alert(1)", "data:text/html,x", "//shop.example.com/", "shop.example.com",
    "https://", "https:///", "", " ", "https:shop", "ftp://shop.example.com/", "https://user@shop.example.com/",
    "https://user:pw@127.0.0.1:1/", "https://:pw@shop.example.com/", "https://127.0.0.1/", "https://127.1/",
    "https://0x7f.1/", "https://2130706433/", "https://017700000001/", "https://[::1]/", "https://[::ffff:7f00:1]/",
    "https://1.2.3.4./", "https://shop.example.1/", "https://shop.0x7f/", "https://\uff11\uff12\uff17.0.0.1/", "https://localhost/",
    "https://LOCALHOST./", "https://a.localhost/", "https://printer.local/", "https://db.internal./",
    "https://intranet/", "https://evil.test\\@shop.example.com/", "https:\\\\user@shop.example.com",
    "https://shop.example.com/a\\b", "https://shop.example.com/?a\\b", "https://shop.example.com/\r\nset-cookie: x",
    "https://shop.example.com/ x", " https://shop.example.com/", "https://shop.example.com/\t", "\u0000",
    "https://shop.example.com\u3002evil\u00a0/", "https://a!b.example.com/", "https://a..example.com/",
    "https://shop.example.com:99999/", "https://shop.example.com:port/", "https://-/", "https://.example.com/",
    "https://shop.example.com/" + "x" * LONGEST_ADDRESS, "https://" + "a" * 64 + ".example.com/",
)  # fmt: skip
OURS = (
    "https://go.example.org/t/abc", "https://GO.example.org./", "https://api.example.org:8443/",
    "https://%67o.example.org/",
)  # fmt: skip
"""`SHORT_LINK_BASE_URL` and `API_BASE_URL` of the tests."""


class Body(BaseModel):
    """What a client sends."""

    website: Destination | None = None
    logo_url: PublicAddress | None = None


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


@pytest.mark.parametrize(("given", "stored"), GOOD.items())
def test_an_address_is_stored_as_browsers_read_it_and_the_database_takes_it(
    shared_database: Database, given: str, stored: str | None
) -> None:
    body = Body(website=given, logo_url=given)
    assert body.website == body.logo_url == (stored or given)
    assert Body(website=body.website).website == body.website
    assert is_public(shared_database, body.website)


@pytest.mark.parametrize("address", BAD)
def test_no_visitor_is_sent_there_by_a_body_nor_by_the_database(
    shared_database: Database, address: str
) -> None:
    refused = ValidationError if not address or len(address) > 8_192 else DestinationRefused
    with pytest.raises(refused):
        Body(website=address)
    with pytest.raises(ValidationError):
        Body(logo_url=address)
    if "\0" not in address:
        assert not is_public(shared_database, address)


@pytest.mark.parametrize("address", OURS)
def test_a_link_does_not_lead_back_to_us_but_a_picture_may_lie_there(address: str) -> None:
    with pytest.raises(DestinationRefused) as refusal:
        Body(website=address)
    assert refusal.value.details == [{"field": "body.website", "message": "it leads back to us"}]
    assert Body(logo_url=address).logo_url


WRITES: dict[str, LiteralString] = {
    "brand_profiles_website_is_public": "update brand_profiles set website = %(address)s",
    "campaign_destination_is_public": "update campaigns set destination_url = %(address)s",
    "tracking_links_destination_is_public": "update tracking_links set destination_url = %(address)s",
    "campaign_cta_links_destination_is_public": (
        "insert into campaign_cta_links (id, campaign_id, brand_id, label, short_code, destination_url)"
        " select id, campaign_id, brand_id, 'Shop', short_code, %(address)s from tracking_links"
    ),
}


@pytest.mark.parametrize("rule", WRITES)
def test_every_column_that_visitors_are_sent_to_holds_public_addresses_only(
    db: Connection, rule: str
) -> None:
    make_link(db, make_campaign(db))
    for address in (
        "https://user:pw@127.0.0.1:1/",
        "https://evil.test\\@shop.example.com/",
        "https://[::1]/",
    ):
        with pytest.raises(psycopg.errors.CheckViolation) as refusal:
            db.execute(WRITES[rule], {"address": address})
        assert refusal.value.diag.constraint_name == rule
    assert db.execute(WRITES[rule], {"address": "https://shop.example.com/"}).rowcount == 1


def test_a_link_that_leads_nowhere_public_can_be_switched_off_but_not_on(db: Connection) -> None:
    """Such links stand only where they stood before this rule."""
    code = make_link(db, make_campaign(db), disabled_at="2026-01-01", destination_url="https://[::1]/")
    db.execute("update tracking_links set expires_at = now() where short_code = %s", (code,))
    with pytest.raises(psycopg.errors.CheckViolation):
        db.execute("update tracking_links set disabled_at = null where short_code = %s", (code,))


def test_what_stood_before_the_rule_is_mended_or_cleared_and_audited_or_switched_off(
    database: Database, db: Connection
) -> None:
    path = database_directory() / "migrations" / "20261204007100_destinations_are_public.sql"
    up, down = path.read_text().split("-- migrate:down")
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(down.encode())
    campaign = make_campaign(db, destination_url="https://user:pw@shop.example.com/")
    db.execute("update brand_profiles set website = 'https://WWW.Shop.example?A'")
    make_campaign(db)
    db.execute("update brand_profiles set website = 'https://[::1]/' where website is null")
    links = [make_link(db, campaign, destination_url=to) for to in ("https://[::1]/", "https://a.example/")]
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(up.encode())
    assert db.execute("select website from brand_profiles order by id").fetchall() == [
        ("https://www.shop.example/?A",), (None,)
    ]  # fmt: skip
    assert db.execute("select count(destination_url) from campaigns").fetchone() == (0,)
    switched_off = "select short_code from tracking_links where disabled_at is not null"
    assert db.execute(switched_off).fetchall() == [(links[0],)]
    kept = (
        "select count(*) from audit_logs where resource_type = 'campaigns' and action like '%update%'"
        " and metadata::text like '%pw@shop%'"
    )
    assert db.execute(kept).fetchone() == (1,)


def is_public(database: Database, address: str | None) -> bool:
    """What the database thinks of it."""
    with database.connect() as db:
        row = db.execute("select app.is_public_address(%s)", (address,)).fetchone()
    return row == (True,)
