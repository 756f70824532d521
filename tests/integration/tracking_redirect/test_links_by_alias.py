"""Aliases: a brand's own words, which people type as they like, and which nobody gets after them."""

from uuid import UUID

import pytest
from psycopg.errors import UniqueViolation

from database_migrations.folder import database_directory
from tests.concurrency import run_at_once
from tests.conftest import Database
from tests.factories.campaigns import make_campaign, make_invitation
from tests.factories.events import Answer
from tests.factories.links import ask, generate, make_link, visit
from tests.factories.people import make_user
from tests.integration.tracking_redirect.orders import click, key_of, order, report_signed
from tests.integration.tracking_redirect.queue_mode import Clock, follow, start_cold, stop_database
from tests.typing import Connection
from tracking_redirect.links import service
from tracking_redirect.visits import snapshot

SALE = ("SummerSale", "summersale", "SUMMERSALE", "sUMMERsALE")


@pytest.fixture
def other_campaign(database: Database) -> tuple[UUID, UUID]:
    """Another brand's owner and campaign."""
    with database.connect() as db:
        owner = make_user(db, "brand")
        return owner, make_campaign(db, owner)


def is_taken(answer: Answer) -> bool:
    return (answer.status, answer.body.get("code")) == (409, "ALIAS_TAKEN")


def test_an_alias_is_one_for_all_brands_however_it_is_written(
    owner: UUID, campaign: UUID, other_campaign: tuple[UUID, UUID]
) -> None:
    assert generate(owner, campaign, alias=SALE[0]).body["short_code"] == SALE[0], "as the brand writes it"
    for spelling in SALE:
        assert is_taken(generate(*other_campaign, alias=spelling))
        assert is_taken(generate(owner, campaign, alias=spelling))
        cta = {"label": "Bio", "destination_url": "https://shop.example.com/", "alias": spelling}
        assert is_taken(ask("POST", f"campaigns/{campaign}/cta-links", owner, body=cta))


def test_an_alias_is_found_however_it_is_typed_and_a_drawn_code_is_not(
    owner: UUID, campaign: UUID, database: Database
) -> None:
    generate(owner, campaign, "https://shop.example.com/sale", alias=SALE[0])
    for spelling in SALE:
        assert visit(spelling).headers["location"].startswith("https://shop.example.com/sale?aclid=")
        assert follow(spelling, "HEAD").headers["location"] == "https://shop.example.com/sale"
    with database.connect() as db:
        drawn = make_link(db, campaign, short_code="AbCdEfG")
        views = "select app.view_link(%s, '192.0.2.1', 'x', '')"
        assert db.execute(views, (SALE[2],)).fetchone() == (True,)
    assert [visit(code).status for code in (drawn, drawn.lower(), drawn.upper())] == [302, 404, 404]


def test_an_alias_is_no_drawn_code_in_another_case_nor_the_other_way_round(
    owner: UUID, campaign: UUID, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.connect() as db:
        make_link(db, campaign, short_code="AbCdEfG")
    assert is_taken(generate(owner, campaign, alias="abcdefg"))
    assert generate(owner, campaign, alias="Summer7").status == 200
    drawn = iter(["sUMMER7", "AbCdEfG", "abcDEFG", "Another"])
    monkeypatch.setattr(service, "random_code", lambda: next(drawn))
    assert generate(owner, campaign).body["short_code"] == "Another"


def test_a_code_of_a_deleted_draft_stays_taken_for_ever(
    owner: UUID, campaign: UUID, other_campaign: tuple[UUID, UUID], database: Database
) -> None:
    drawn = generate(owner, campaign).body["short_code"]
    generate(owner, campaign, alias="Winter26")
    with database.connect() as db:
        assert db.execute("delete from campaigns where id = %s", (campaign,)).rowcount == 1
        assert db.execute("select count(*) from tracking_links").fetchone() == (0,)
    assert visit("Winter26").status == 404
    for alias in ("Winter26", "winter26", drawn):
        assert is_taken(generate(*other_campaign, alias=alias))
    with database.connect() as db, pytest.raises(UniqueViolation):
        make_link(db, other_campaign[1], short_code=drawn)


@pytest.mark.parametrize("word", ["admin", "Robots", "VIEW", "undefined", "atomic-influence"])
def test_words_that_read_as_ours_are_kept(owner: UUID, campaign: UUID, word: str) -> None:
    assert is_taken(generate(owner, campaign, alias=word))


def test_of_two_at_once_one_gets_the_alias(owner: UUID, campaign: UUID, database: Database) -> None:
    insert = (
        "insert into tracking_links (campaign_id, brand_id, created_by, short_code, destination_url, any_case)"
        " select id, brand_id, auth.uid(), %s, 'https://shop.example.com/', true from campaigns where id = %s"
    )
    outcomes = run_at_once(database, *((str(owner), insert, (code, campaign)) for code in SALE))
    assert sorted(outcomes) == ["23505", "23505", "23505", "ok"]


def test_acceptance_draws_on_where_a_code_is_taken_in_another_case(
    campaign: UUID, database: Database
) -> None:
    with database.connect() as db:
        make_link(db, campaign, short_code="abcdefg")
        db.execute("update campaigns set destination_url = 'https://shop.example.com/'")
        creator = make_user(db)
        make_invitation(db, campaign, creator)
        db.execute(
            "select app.give_tracking_link(c, %s, '{ABCDEFG,abcdefg,Another}') from campaigns as c",
            (creator,),
        )
        given = db.execute("select short_code from tracking_links where creator_user_id = %s", (creator,))
        assert given.fetchall() == [("Another",)]


@pytest.mark.usefixtures("queue_url")
def test_an_alias_is_found_however_it_is_typed_while_the_database_is_down(
    owner: UUID, campaign: UUID, database: Database, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(owner, campaign, alias=SALE[0])
    with database.connect() as db:
        make_link(db, campaign, short_code="abcdefg")
    assert [follow(spelling).status for spelling in SALE] == [302] * 4
    snapshot.write_snapshot()
    start_cold(monkeypatch, clock)
    stop_database(monkeypatch)
    assert [follow(spelling).status for spelling in SALE] == [302] * 4
    assert [follow(code).status for code in ("abcdefg", "ABCDEFG")] == [302, 503]


def test_aliases_of_before_that_differ_by_case_keep_leading_where_they_led(database: Database) -> None:
    path = database_directory() / "migrations" / "20261205003000_short_codes.sql"
    up, down = path.read_text().split("-- migrate:down")
    with database.connect() as db:
        before = make_campaign(db)
        db.execute("drop trigger claim_short_code on tracking_links; drop function app.claim_short_code()")
    run_as_owner(database, down)
    with database.connect() as db:
        for code in ("Winter-26", "winter-26", "OnlyOne26", "AbCdEfG", "aBcDeFg", "Admin"):
            make_link(db, before, short_code=code)
    run_as_owner(database, up)
    with database.connect() as db:
        assert leads(db, "Winter-26", "winter-26", "OnlyOne26", "AbCdEfG", "aBcDeFg", "Admin") == [True] * 6
        assert leads(db, "onlyONE26", "ADMIN") == [True, True]
        assert leads(db, "WINTER-26", "abcdefg") == [False, False], "nobody can say which was meant"
        kept = db.execute("select folded from short_codes where folded ~ '26|abc'").fetchall()
        assert sorted(kept) == [("abcdefg",), ("onlyone26",), ("winter-26",)]


def run_as_owner(database: Database, statements: str) -> None:
    with database.connect("app_owner", autocommit=False) as owner:
        owner.execute(statements.encode())


def leads(db: Connection, *codes: str) -> list[bool]:
    """Whether each of them leads to a link, by the spelling that it was made with where that is one of them."""
    found = [db.execute("select short_code from app.link_of(%s)", (code,)).fetchall() for code in codes]
    return [
        bool(rows) and rows[0][0].lower() == code.lower() for code, rows in zip(codes, found, strict=True)
    ]


def test_a_shop_signs_for_an_alias_however_it_writes_it(owner: UUID, campaign: UUID) -> None:
    link = generate(owner, campaign, alias=SALE[0]).body
    key = key_of(owner, link["id"]).body["key"]
    body = order(click(SALE[1]))
    assert [report_signed(spelling, key, body).body.get("is_new") for spelling in SALE] == [
        True,
        False,
        False,
        False,
    ]
    drawn = generate(owner, campaign).body
    key, body = key_of(owner, drawn["id"]).body["key"], order(click(drawn["short_code"]), order_id="2")
    assert report_signed(drawn["short_code"].swapcase(), key, body).status == 401, (
        "a drawn code is as it is written"
    )
    assert report_signed(drawn["short_code"], key, body).status == 200
