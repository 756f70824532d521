"""A creator's own profile: kept whole, judged by what matching would give for it."""

import json
from typing import Any
from uuid import UUID

import pytest

from tests.concurrency import Step, run_at_once
from tests.conftest import Database
from tests.factories.accounts import send
from tests.factories.people import make_user

ME = "/api/v1/creators/me"
WHOLE: dict[str, Any] = {
    "display_name": "Zoë 🎉 Kocht",
    "headline": "Cakes & <b>bread</b>",
    "slug": "zoe-kocht",
    "media_kit_public": True,
    "categories": ["baking", "food"],
    "languages": ["de", "fil"],
    "country_code": "DE",
    "city": "Köln",
    "rates": [
        {"deliverable_type": "instagram_reel", "currency": "eur", "amount": 25_000},
        {"deliverable_type": "instagram_reel", "currency": "usd", "amount": 27_000},
    ],
    "portfolio_links": ["https://cakes.example/a"],
    "availability": "limited",
    "available_from": "2031-02-01",
    "time_zone": "Europe/Berlin",
}


@pytest.fixture
def creator(database: Database) -> UUID:
    with database.connect() as db:
        return make_user(db, "creator", full_name="Zoë")


@pytest.fixture(autouse=True)
def _addresses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("API_BASE_URL", "https://api.example.com")
    monkeypatch.setenv("SHORT_LINK_BASE_URL", "https://s.example.com")


def missing(profile: dict[str, Any]) -> dict[str, str]:
    return {gap["part"]: gap["matching_points"] for gap in profile["completeness"]["missing"]}


def put(who: UUID, body: dict[str, Any]) -> Step:
    """The statement behind PUT, for a session of its own."""
    profile = {name: value for name, value in body.items() if name != "rates"}
    given = (json.dumps(profile), json.dumps(body["rates"]))
    return str(who), "select app.save_creator_profile(%s, %s)", given


def test_a_new_creator_learns_what_an_empty_profile_costs(creator: UUID) -> None:
    profile = send("GET", ME, user=creator).body
    assert (profile["display_name"], profile["availability"], profile["rates"]) == ("Zoë", "open", [])
    assert profile["completeness"]["percent"] == 0
    costs = missing(profile)
    assert costs["categories"] == "20"
    assert costs["country"] == "10"
    assert costs["city"] == "5"
    assert (costs["account"], costs["engagement"]) == ("40", "30")
    assert {part for part, points in costs.items() if points == "0"} == {
        "headline", "avatar", "languages", "rates", "portfolio_links",
    }  # fmt: skip
    assert [*costs][:2] == ["account", "engagement"], "what costs most comes first"


def test_what_is_put_is_kept_whole(creator: UUID) -> None:
    put = send("PUT", ME, user=creator, body=WHOLE)
    assert put.status == 200, put.body
    assert {name: put.body[name] for name in WHOLE} == WHOLE
    assert put.body["media_kit_url"] == "https://api.example.com/creators/zoe-kocht"
    assert missing(put.body) == {"account": "40", "engagement": "30", "avatar": "0"}
    assert put.body["completeness"]["percent"] == 70
    assert send("GET", ME, user=creator).body == put.body


def test_the_same_profile_twice_changes_nothing_more(creator: UUID) -> None:
    first, second = (send("PUT", ME, user=creator, body=WHOLE).body for _ in range(2))
    assert second == first, "updated_at included"


def test_what_is_left_out_is_empty_from_then_on(creator: UUID) -> None:
    send("PUT", ME, user=creator, body=WHOLE)
    bare = send("PUT", ME, user=creator, body={"display_name": "Zoë", "rates": WHOLE["rates"][:1]}).body
    assert (bare["slug"], bare["city"], bare["categories"], bare["media_kit_url"]) == (None, None, [], None)
    assert bare["rates"] == WHOLE["rates"][:1]
    changed = [{**WHOLE["rates"][0], "amount": 1}]
    assert (
        send("PUT", ME, user=creator, body={"display_name": "Zoë", "rates": changed}).body["rates"] == changed
    )


def test_other_names_of_a_category_become_the_lists(creator: UUID) -> None:
    body = WHOLE | {"categories": [" Video Games ", "gaming", "Food & Drinks"]}
    assert send("PUT", ME, user=creator, body=body).body["categories"] == [
        "cooking", "drinks", "food", "gaming",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"categories": ["food", "falconry"]}, "CATEGORY_UNKNOWN"),
        ({"categories": ["-"]}, "CATEGORY_UNKNOWN"),
        ({"slug": "admin"}, "SLUG_RESERVED"),
        ({"slug": "atomic-influence-support"}, "SLUG_RESERVED"),
        ({"slug": "3f2504e0-4f89-41d3-9a0c-0305e82c3301"}, "SLUG_RESERVED"),
        ({"time_zone": "Mars/Olympus"}, "TIME_ZONE_UNKNOWN"),
        ({"time_zone": "EST5EDT4"}, "TIME_ZONE_UNKNOWN"),
        ({"display_name": "www.spam.example"}, "NAME_IS_AN_ADDRESS"),
        ({"portfolio_links": ["https://127.0.0.1/a"]}, "DESTINATION_REFUSED"),
        ({"portfolio_links": ["http://cakes.example/"]}, "DESTINATION_REFUSED"),
        ({"portfolio_links": ["javascript:alert(1)"]}, "DESTINATION_REFUSED"),
        ({"country_code": "ZZ"}, "VALIDATION_FAILED"),
    ],
)
def test_what_a_profile_may_not_say(creator: UUID, change: dict[str, Any], code: str) -> None:
    before = send("GET", ME, user=creator).body
    refused = send("PUT", ME, user=creator, body=WHOLE | change)
    assert (refused.status, refused.body["code"]) == (422, code)
    assert send("GET", ME, user=creator).body == before, "nothing of it was kept"
    assert send("PUT", ME, user=creator, body=WHOLE).status == 200, "but for that it is good"


def test_a_refusal_names_the_categories_that_are_not_listed(creator: UUID) -> None:
    refused = send("PUT", ME, user=creator, body=WHOLE | {"categories": ["food", "falconry"]})
    assert refused.body["details"] == [{"unknown": ["falconry"]}]


@pytest.mark.parametrize(
    "change",
    [
        {"display_name": ""}, {"display_name": "\u200b"}, {"display_name": "\u202eevil"}, {"display_name": "a\nb"},
        {"display_name": "x" * 201}, {"headline": "x" * 161}, {"headline": "a\u200bb"}, {"city": "\u3164"},
        {"categories": [f"tag {n}" for n in range(21)]}, {"categories": ["x" * 101]},
        {"languages": ["Deutsch"]}, {"languages": ["DE"]}, {"country_code": "de"}, {"country_code": "Germany"},
        {"slug": "Zoe"}, {"slug": "zo"}, {"slug": "z" * 41}, {"slug": "zoé"}, {"slug": "-zoe"}, {"slug": "zoe--x"},
        {"slug": None},
        {"rates": [{"deliverable_type": "instagram_reel", "currency": "kwd", "amount": 1}]},
        {"rates": [{"deliverable_type": "instagram_reel", "currency": "btc", "amount": 1}]},
        {"rates": [{"deliverable_type": "a_song", "currency": "usd", "amount": 1}]},
        {"rates": [{"deliverable_type": "instagram_reel", "currency": "usd", "amount": 0}]},
        {"rates": [{"deliverable_type": "instagram_reel", "currency": "usd", "amount": 1.5}]},
        {"rates": [{"deliverable_type": "instagram_reel", "currency": "usd", "amount": 10**13}]},
        {"rates": WHOLE["rates"][:1] * 2},
        {"portfolio_links": [f"https://cakes.example/{n}" for n in range(11)]},
        {"availability": "sometimes"}, {"availability": "open"}, {"available_from": "1031-02-01"},
        {"verified": True}, {"total_followers": 1_000_000}, {"avatar_url": "https://x.example/a.png"},
    ],
)  # fmt: skip
def test_a_malformed_profile_is_422(creator: UUID, change: dict[str, Any]) -> None:
    before = send("GET", ME, user=creator).body
    assert send("PUT", ME, user=creator, body=WHOLE | change).status == 422
    assert send("GET", ME, user=creator).body == before


def test_ten_thousand_tags_are_not_even_looked_at(creator: UUID) -> None:
    tags = {"categories": [f"tag {n}" for n in range(10_000)]}
    assert send("PUT", ME, user=creator, body=WHOLE | tags).status == 400
    assert send("PUT", ME, user=creator, body=WHOLE).status == 200


def test_a_slug_is_one_persons_also_when_two_want_it_at_once(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        rivals = [creator, *(make_user(db, "creator") for _ in range(3))]
    outcomes = run_at_once(database, *(put(who, WHOLE) for who in rivals))
    assert sorted(outcomes) == ["23505", "23505", "23505", "ok"]
    loser = rivals[outcomes.index("23505")]
    refused = send("PUT", ME, user=loser, body=WHOLE)
    assert (refused.status, refused.body["code"]) == (409, "SLUG_TAKEN")


def test_the_name_of_a_brand_is_no_slug_but_for_its_members(database: Database, creator: UUID) -> None:
    with database.connect() as db:
        owner = make_user(db, "brand", full_name="Acme")
        slug = db.execute("select slug from brand_profiles where owner_user_id = %s", (owner,)).fetchall()[0][
            0
        ]
        db.execute("insert into user_roles (user_id, role) values (%s, 'creator')", (owner,))
    refused = send("PUT", ME, user=creator, body=WHOLE | {"slug": slug})
    assert (refused.status, refused.body["code"]) == (409, "SLUG_TAKEN")
    assert send("PUT", ME, user=owner, body=WHOLE | {"slug": slug}).status == 200


def test_of_profiles_at_once_one_stays_whole(database: Database, creator: UUID) -> None:
    bodies = [
        WHOLE | {"display_name": f"Zoë {n}", "rates": [WHOLE["rates"][n % 2] | {"amount": n + 1}]}
        for n in range(4)
    ]
    assert run_at_once(database, *(put(creator, body) for body in bodies)) == ["ok"] * 4
    kept = send("GET", ME, user=creator).body
    assert [body["rates"] for body in bodies if body["display_name"] == kept["display_name"]] == [
        kept["rates"]
    ]


def test_only_creators_have_such_a_profile(database: Database, creator: UUID, owner: UUID) -> None:
    assert send("GET", ME, user=creator).status == 200
    for answer in (
        send("GET", ME, user=owner),
        send("PUT", ME, user=owner, body=WHOLE),
        send("GET", ME, service=True),
    ):
        assert (answer.status, answer.body["code"]) == (404, "NOT_FOUND")
    assert send("GET", ME).status == 403
    with database.connect() as db:
        db.execute("update auth.users set status = 'banned' where id = %s", (creator,))
    assert send("PUT", ME, user=creator, body=WHOLE).status == 403


def test_the_list_of_categories_is_what_a_profile_takes(creator: UUID) -> None:
    families = send("GET", "/api/v1/creator-categories", user=creator).body["data"]
    assert families[0]["family"] == "Food and drink"
    members = sorted({member for family in families for member in family["members"]})
    for start in range(0, len(members), 20):
        some = members[start : start + 20]
        assert send("PUT", ME, user=creator, body=WHOLE | {"categories": some}).body["categories"] == some


def test_a_name_follows_the_person_until_it_is_chosen(creator: UUID) -> None:
    send("PATCH", "/api/v1/users/me", user=creator, body={"full_name": "Zoë Maier"})
    assert send("GET", ME, user=creator).body["display_name"] == "Zoë Maier"
    send("PUT", ME, user=creator, body=WHOLE)
    changes = {"full_name": "Zoë Schulz", "avatar_url": "https://x.example/z.png"}
    send("PATCH", "/api/v1/users/me", user=creator, body=changes)
    profile = send("GET", ME, user=creator).body
    assert (profile["display_name"], profile["avatar_url"]) == (WHOLE["display_name"], changes["avatar_url"])
