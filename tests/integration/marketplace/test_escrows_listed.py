"""Lists of held funds and gigs: each side its own, administrators all."""

import pytest

from tests.actors import Person
from tests.conftest import Database
from tests.factories.deals import make_gig, make_market
from tests.factories.people import make_user
from tests.integration.marketplace.conftest import Sides, send
from tests.integration.marketplace.test_escrows import begin


@pytest.fixture
def admin(database: Database) -> Person:
    with database.connect() as db:
        return Person(make_user(db, "admin"), send)


def ids(person: Person, **query: str) -> list[str]:
    return [f"/escrows/{escrow['id']}" for escrow in person.get("/escrows", **query)["data"]]


def test_each_side_lists_its_own_and_administrators_all(sides: Sides, admin: Person) -> None:
    escrow = begin(sides)
    for person in (sides.brand, sides.creator, admin):
        assert ids(person) == [escrow]
    assert ids(sides.stranger) == []


def test_held_funds_are_found_by_where_they_stand(sides: Sides, admin: Person) -> None:
    unpaid, refunded, released, locked = (begin(sides, price) for price in (95_000, 1_000, 2_000, 3_000))
    sides.brand.post(f"{refunded}/refund")
    sides.creator.post(f"{released}/submit", kind="text", note="x")
    sides.brand.post(f"{released}/release")
    for status, escrow in (("pending_payment", unpaid), ("refunded", refunded), ("released", released)):
        assert ids(admin, status=status) == [escrow]
        assert ids(admin, status=status, held="true") == []
    assert ids(admin, status="locked") == ids(admin, held="true") == [locked]
    assert ids(admin) == [locked, released, refunded, unpaid]
    for query in ({"status": "lost"}, {"held": "perhaps"}, {"cursor": "x"}):
        assert send("GET", "/api/v1/escrows", user=admin.id, query=query).status == 422


def test_what_is_overdue_is_found(database: Database, sides: Sides, admin: Person) -> None:
    late, _ = begin(sides), begin(sides)
    assert ids(admin, overdue="true") == []
    with database.connect() as db:
        db.execute("update escrows set deadline_at = now() where id = %s", (late.removeprefix("/escrows/"),))
    assert ids(admin, overdue="true") == [late]


def test_pages_of_held_funds_lose_and_repeat_none(sides: Sides) -> None:
    begun = [begin(sides, 100) for _ in range(5)]
    pages = sides.creator.pages("/escrows", limit="2")
    assert [f"/escrows/{escrow['id']}" for page in pages for escrow in page] == begun[::-1]


def test_administrators_list_the_gigs_of_all_brands(database: Database, sides: Sides, admin: Person) -> None:
    with database.connect() as db:
        gigs = [str(make_gig(db, make_market(db))) for _ in range(2)]
    assert [gig["id"] for gig in admin.get("/gigs")["data"]] == gigs[::-1]
    assert sides.brand.get("/gigs")["data"] == []
