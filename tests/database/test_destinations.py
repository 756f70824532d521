"""Where visitors may be sent: what bodies take (`Destination`) and what the database keeps, by one rule."""

from typing import LiteralString

import psycopg
import pytest
from pydantic import BaseModel, ValidationError

from common.errors.tracking import DestinationRefused
from common.models.addresses import LONGEST_ADDRESS, Destination, PublicAddress
from database_migrations.folder import database_directory
from infra.stages import STAGES
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
    " https://shop.example.com/ ": "https://shop.example.com/",
    "\t\r\nhttps://shop.example.com/a\u00a0\u2003\u3000\u2028": "https://shop.example.com/a",
    "\ufeff\u200b\u2060https://shop.example.com/\u200d\u200e\u2800\u00ad": "https://shop.example.com/",
    "https://home.example.com/lan.local/": None,
    "https://localhosts.example.com/?u=https://localhost/": None,
    "https://notlocal.example.com:8443/": None,
    "https://mylan.example.com/": None,
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
    "https://shop.example.com/ x", "https://shop.example.com/a https://shop.example.com/b", "\u0000", " \u200b ",
    "https://shop.example.com/\0", "https://shop.example.com/a\u200b b", "https://..example.com/",
    "https://nas.lan/", "https://NAS.LAN./", "https://nas.home/", "https://nas.home.arpa/", "https://in-addr.arpa/",
    "https://shop.onion/", "https://shop.test/", "https://shop.invalid/", "https://shop.alt:8443/", "https://db.corp/",
    "https://localhost.example.com/", "https://localhost.localdomain/", "https://printer.intranet/", "https://a.private/",
    "https://mail.mail/", "https://printer\u3002local/", "https://\u24d4.lan/",
    "https://shop.example.com\u3002evil\u00a0/", "https://a!b.example.com/", "https://a..example.com/",
    "https://shop.example.com:99999/", "https://shop.example.com:port/", "https://-/", "https://.example.com/",
    "https://shop.example.com/" + "x" * LONGEST_ADDRESS, "https://" + "a" * 64 + ".example.com/",
)  # fmt: skip
OURS = (
    "https://go.example.org/t/abc", "https://GO.example.org./", "https://api.example.org:8443/",
    "https://%67o.example.org/", "https://api.example.org/t/abc", "https://www.go.example.org/t/abc",
    " https://go.example.org/t/abc\u200b",
)  # fmt: skip
"""`SHORT_LINK_BASE_URL` and `API_BASE_URL` of the tests, and what lies below them."""

AT_AWS = (
    "https://d111111abcdef8.cloudfront.net/t/abc",
    "https://D111111ABCDEF8.CloudFront.net.:443/", "https://abc123.execute-api.us-east-1.amazonaws.com/t/abc",
    "https://abc123.lambda-url.us-east-1.on.aws/",
)  # fmt: skip
"""What AWS calls us, or others."""


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
    is_one = 0 < len(address.strip(" \u200b")) <= 8_192
    refused = DestinationRefused if is_one else ValidationError
    with pytest.raises(refused):
        Body(website=address)
    with pytest.raises(ValidationError):
        Body(logo_url=address)
    if "\0" not in address:
        assert not is_public(shared_database, address)


@pytest.mark.parametrize(
    ("address", "reason"),
    [(address, "it leads back to us") for address in OURS]
    + [(address, "its host is a name that AWS hands out, and may be ours") for address in AT_AWS],
)
def test_a_link_does_not_lead_back_to_us_but_a_picture_may_lie_there(address: str, reason: str) -> None:
    with pytest.raises(DestinationRefused) as refusal:
        Body(website=address)
    assert refusal.value.details == [{"field": "body.website", "message": reason}]
    assert Body(logo_url=address).logo_url


STAGES_ADDRESSES = [
    (stage.site_url, f"{stage.short_link_base_url}/t", stage.api_base_url) for stage in STAGES
] + [("http://127.0.0.1:3000",) * 3, ("https://d1.cloudfront.net",) * 3]


@pytest.mark.parametrize("addresses", STAGES_ADDRESSES)
def test_no_stage_leads_back_to_itself(
    addresses: tuple[str, str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in zip(("SITE_URL", "SHORT_LINK_BASE_URL", "API_BASE_URL"), addresses, strict=True):
        monkeypatch.setenv(name, value)
    for address in addresses:
        for path in ("", "/t/abcd", "/functions/v1/tracking-links/abcd"):
            with pytest.raises(DestinationRefused):
                Body(website=address + path)
    assert Body(website="https://shop.example.com/t/abcd").website


@pytest.mark.parametrize(
    ("given", "stored"),
    [
        ("?aclid=0", ""),
        ("?a=1&aclid=0&b=%2B#c", "?a=1&b=%2B#c"),
        ("?%61clid=0&aclid", ""),
        ("?aclid=0&aclid=1&c&&d=", "?c&d="),
        ("?ACLID=0&aclids=1#aclid=2", None),
        ("?a&&b=%zz;c", None),
    ],
)
def test_an_id_of_a_click_is_not_stored_with_a_destination(given: str, stored: str | None) -> None:
    """Copied from the address bar after a test: the next click's would come second, and shops read the first."""
    address = f"https://shop.example.com/p{given}"
    assert Body(website=address).website == (
        address if stored is None else f"https://shop.example.com/p{stored}"
    )
    assert Body(logo_url=address).logo_url == address


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
        "https://nas.lan/",
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


def test_what_led_to_a_name_of_no_public_network_is_cleared_or_switched_off(
    database: Database, db: Connection
) -> None:
    path = database_directory() / "migrations" / "20261205003100_destinations_have_registered_names.sql"
    rules = ("brand_profiles_website", "campaign_destination", "tracking_links_destination")
    with database.connect() as superuser:
        for table, rule in zip(("brand_profiles", "campaigns", "tracking_links"), rules, strict=True):
            superuser.execute(f"alter table {table} drop constraint {rule}_is_public".encode())
    campaign = make_campaign(db, destination_url="https://nas.lan/")
    db.execute("update brand_profiles set website = 'https://shop.example.com/'")
    make_campaign(db)
    db.execute("update brand_profiles set website = 'https://nas.home.arpa/' where website is null")
    links = [
        make_link(db, campaign, destination_url=to)
        for to in ("https://localhost.a.example/", "https://a.example/")
    ]
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(path.read_text().partition("-- migrate:down")[0].encode())
    assert db.execute("select website from brand_profiles order by id").fetchall() == [
        ("https://shop.example.com/",), (None,)
    ]  # fmt: skip
    assert db.execute("select count(destination_url) from campaigns").fetchone() == (0,)
    switched_off = "select short_code from tracking_links where disabled_at is not null"
    assert db.execute(switched_off).fetchall() == [(links[0],)]


def is_public(database: Database, address: str | None) -> bool:
    """What the database thinks of it."""
    with database.connect() as db:
        row = db.execute("select app.is_public_address(%s)", (address,)).fetchone()
    return row == (True,)
