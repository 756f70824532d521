"""Names that mail programs would make links of: told by bodies (`Name`) and by the database, by one rule."""

from typing import LiteralString

import psycopg
import pytest
from pydantic import BaseModel, ValidationError

from common.errors.accounts import NameIsAnAddress
from common.models.names import NETWORKS, EmptyOrName, Name, looks_like_an_address
from tests.conftest import Database
from tests.factories.people import brand_of, make_user
from tests.typing import Connection

PLAIN = (
    "Nike", "J.Crew", "St.Gallen Tourismus", "Dr. Oetker", "Dr.Oetker", "H.I.S.", "e.l.f. Cosmetics", "No.1", "Mr.T",
    "A.P.C.", "U.S.A", "s.Oliver", "Yahoo!", "AT&T", 'Toys "R" Us', "@home", "me@home", "Marks/Spencer", "Time: 10:30",
    "Version 1.2.3", "Müller & Söhne GmbH", "株式会社。", "Anna. Die Zweite", "3.5 Sterne", "Acme, Inc.", "http", "www",
    "Dot com", "well...", "will.i.am", "Müller & Co.KG", "Node.js Fans", "Dr.No", "Vue.js/Nuxt",
)  # fmt: skip
ADDRESSES = (
    "www.instagram.com", "WWW.Instagram", "instagram.com", "Instagram.COM!", "http://x", "https:x", "see (www.x",
    "a.de/b", "x.co.uk", "ftp://a", "javascript:alert(1)", "mailto:me", "me@shop.example", "Join insta.gram.com now",
    "instagram.com.", "instagram.com, Inc", "instagram\u3002com", "instagram\uff0ecom", "\uff49nsta\uff0e\uff43om",
    "insta\u00adgram.c\u200bom", "\u0456nstagram.com", "127.0.0.1", "shop.xn--p1ai", "[x.com]", "bit.ly", "t.me/x",
    "weleda.de",
)  # fmt: skip


class Body(BaseModel):
    """What a client sends."""

    name: Name
    nickname: EmptyOrName = ""


@pytest.fixture
def db(database: Database) -> Connection:
    return database.connect()


def test_a_name_is_no_address_for_bodies_and_the_database_alike(shared_database: Database) -> None:
    named = [*PLAIN, *ADDRESSES, *(f"a.{one}" for one in NETWORKS.split("|") if one.isalpha())]
    with shared_database.connect() as db:
        rows = db.execute(
            "select n, app.looks_like_an_address(n) from unnest(%s::text[]) as n", (named,)
        ).fetchall()
    assert {name: told for name, told in rows if name in PLAIN} == dict.fromkeys(PLAIN, False)
    assert {name for name, told in rows if not told} == set(PLAIN)
    assert {name for name in named if not looks_like_an_address(name)} == set(PLAIN)


@pytest.mark.parametrize("field", ["name", "nickname"])
def test_a_body_says_which_field_it_was(field: str) -> None:
    with pytest.raises(NameIsAnAddress) as refusal:
        Body.model_validate({"name": "Nike"} | {field: "www.instagram.com"})
    assert refusal.value.details == [{"field": field}]
    with pytest.raises(ValidationError):
        Body(name="www.\u202einstagram")


WRITES: dict[str, LiteralString] = {
    "name": "update brand_profiles set name = %s",
    "full_name": "update user_profiles set full_name = %s",
    "display_name": "update creator_profiles set display_name = %s",
}


@pytest.mark.parametrize("column", WRITES)
def test_the_database_refuses_such_names_and_leaves_those_of_before_alone(
    db: Connection, column: str
) -> None:
    make_user(db, "brand", full_name="Nike")
    make_user(db)
    with pytest.raises(psycopg.Error) as refusal:
        db.execute(WRITES[column], ("www.instagram.com",))
    assert (refusal.value.sqlstate, refusal.value.diag.message_detail) == (
        "IL010",
        f'{{"field": "{column}"}}',
    )
    db.execute("set session_replication_role = replica")
    db.execute(WRITES[column], ("www.instagram.com",))
    db.execute("reset session_replication_role")
    db.execute("update brand_profiles set description = 'x', name = name")
    db.execute("update user_profiles set bio = 'x', full_name = full_name")
    assert db.execute(WRITES[column], ("Nike",)).rowcount > 0


@pytest.mark.parametrize(
    ("metadata", "email", "name"),
    [
        ({"full_name": "www.instagram.com"}, "a@example.com", "www instagram com"),
        ({"full_name": "://"}, "a@example.com", "Unnamed"),
        ({"brand_name": "https://x.com", "full_name": "Anna"}, "a@example.com", "https x com"),
        ({}, "instagram.com@example.com", "instagram com"),
        ({"full_name": "J.Crew"}, "a@example.com", "J.Crew"),
    ],
)
def test_a_sign_up_is_not_refused_but_its_names_are_plain(
    db: Connection, metadata: dict[str, str], email: str, name: str
) -> None:
    user = make_user(db, "brand", email=email, user_id=None, **metadata)
    row = db.execute("select name from brand_profiles where id = %s", (brand_of(db, user),)).fetchone()
    assert row == (name,)
    profile = db.execute("select full_name from user_profiles where id = %s", (user,)).fetchone()
    assert profile is not None
    assert not looks_like_an_address(profile[0])
