"""`GET /api/v1/matching/gigs`: open gigs by how well they fit the creator who looks."""

from typing import Any
from uuid import UUID

import pytest

from common.pagination import encode_cursor
from tests.factories.deals import act, claim, make_gig, make_market, open_gig
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.matching.gig_hunt import GigHunt, send

PATH = "/api/v1/matching/gigs"
SOMEBODY = UUID("01993c5e-0000-7000-8000-000000000001")


def test_what_one_is_eligible_for_comes_first_with_parts_and_what_is_missing(hunt: GigHunt) -> None:
    elsewhere = hunt.open(category="food", countries=["US"], platforms=["tiktok"])
    plain = hunt.open(category="cooking", platforms=["tiktok"], followers_min=1_000, followers_max=10_000)
    ideal = hunt.open(
        category="Food", countries=["DE", "AT"], languages=["de"], platforms=["tiktok", "youtube"]
    )
    unfit = hunt.open(category="cars", platforms=["youtube", "instagram"], countries=["AT"], languages=["fr"])
    assert hunt.found() == [ideal, plain, elsewhere, unfit]
    first, second, third, last = hunt.matches()
    parts = ("score", "followers_score", "engagement_score", "category_score", "location_score")
    assert [first[part] for part in parts] == ["100.00", "40.00", "30.00", "20.00", "10.00"]
    assert [second[part] for part in parts] == ["90.00", "40.00", "30.00", "10.00", "10.00"]
    assert [third[part] for part in parts] == ["90.00", "40.00", "30.00", "20.00", "0.00"]
    assert [last[part] for part in parts] == ["45.00", "40.00", "0.00", "0.00", "5.00"]
    assert [match["meets"]["missing"] for match in hunt.matches()] == [
        [], [], ["country"], ["platform", "country", "language"],
    ]  # fmt: skip
    assert first["reason"] == (
        "5,000 followers on TikTok, engagement at least twice the usual for the size (2.0 times), a listed category,"
        " in the target location."
    )
    assert second["reason"].startswith(
        "5,000 followers on TikTok, within the target, engagement at least twice"
    )
    assert last["reason"] == "not on Instagram or YouTube, another category, in the same region."


def test_a_match_carries_the_gig_as_its_creators_see_it(hunt: GigHunt) -> None:
    gig = hunt.open(mode="claim", budget=2_001, slots=2, description="A long story.")
    (match,) = hunt.matches()
    seen = match["gig"]
    assert (UUID(seen["id"]), seen["slots_left"], seen["price_max"]) == (gig, 2, 1_001)
    assert (seen["budget_total"], seen["funded_total"]) == (None, None)


@pytest.mark.parametrize(
    ("asked", "missing"),
    [({"followers_min": 5_000}, []), ({"followers_min": 5_001}, ["followers"]),
     ({"followers_max": 5_000}, []), ({"followers_max": 4_999}, ["followers"]),
     ({"followers_min": 5_000, "followers_max": 5_000}, []), ({"followers_min": 0}, []),
     ({"platforms": ["youtube", "tiktok"]}, []), ({"platforms": ["youtube"]}, ["platform"]),
     ({"countries": ["AT", "DE"]}, []), ({"countries": ["AT"]}, ["country"]),
     ({"languages": ["de"]}, []), ({"languages": ["en"]}, ["language"])],
)  # fmt: skip
def test_who_is_eligible_is_exact_at_the_bounds(
    hunt: GigHunt, asked: dict[str, Any], missing: list[str]
) -> None:
    """The poor gig with every wish met stands before it, or behind it: the search agrees with what is told."""
    gig = hunt.open(category="food", **asked)
    poor = hunt.open(category="cars", platforms=["tiktok"])
    assert hunt.found() == ([gig, poor] if not missing else [poor, gig])
    assert {UUID(match["gig"]["id"]): match["meets"]["missing"] for match in hunt.matches()}[gig] == missing


def test_what_is_not_known_is_called_unknown_and_does_not_meet(hunt: GigHunt) -> None:
    hunt.open(category="food", countries=["DE"], languages=["de"], platforms=["tiktok"], followers_min=1)
    hunt.db.execute(
        "update creator_profiles set categories = '{}', country_code = null, city = null, languages = '{}'"
    )
    hunt.db.execute("update social_accounts set engagement_rate = 0")
    (match,) = hunt.matches()
    assert match["reason"] == (
        "5,000 followers on TikTok, within the target, engagement unknown, category unknown, location unknown."
    )
    assert match["meets"]["missing"] == ["country", "language"]


def test_only_what_takes_somebody_now_is_shown(hunt: GigHunt) -> None:
    make_gig(hunt.db, hunt.market, mode="application")
    shown = {name: hunt.open() for name in ("paused", "closed", "ended", "late", "claimable", "stays")}
    assert set(hunt.found()) == set(shown.values())
    hunt.close(shown["closed"])
    act(hunt.db, hunt.market.owner, "select app.pause_gig(%s)", shown["paused"])
    for gig, ends, closes in ((shown["ended"], -1, None), (shown["late"], 1, -1)):
        hunt.db.execute(
            "update gigs set opened_at = now() - interval '2 hours', ends_at = now() + make_interval(hours => %s),"
            " applications_close_at = now() + make_interval(hours => %s) where id = %s",
            (ends, closes, gig),
        )
    assert set(hunt.found()) == {shown["claimable"], shown["stays"]}
    act(hunt.db, hunt.market.owner, "select app.open_gig(%s)", shown["paused"])
    assert set(hunt.found()) == {shown["claimable"], shown["stays"], shown["paused"]}


def test_what_one_applied_to_or_claimed_is_left_out_for_oneself_alone(hunt: GigHunt) -> None:
    applied, withdrawn = hunt.open(), hunt.open()
    claimed = hunt.open(mode="claim", budget=1_000, slots=2)
    other = make_user(hunt.db)
    assert set(hunt.found()) == {applied, withdrawn, claimed}
    application: UUID | None = None
    for gig in (applied, withdrawn):
        application = act(hunt.db, hunt.creator.id, "select app.apply_to_gig(%s, '', 1, '[]')", gig)
    act(hunt.db, hunt.creator.id, "select app.withdraw_application(%s)", application)
    claim(hunt.db, claimed, hunt.creator.id)
    assert hunt.found() == []
    answer = send("GET", PATH, user=other)
    assert {UUID(match["gig"]["id"]) for match in answer.body["data"]} == {applied, withdrawn, claimed}


def test_gigs_of_ones_own_brand_are_left_out(hunt: GigHunt) -> None:
    theirs = make_market(hunt.db, 0)
    gig, own = hunt.open(), open_gig(hunt.db, theirs, mode="application")
    assert set(hunt.found()) == {gig, own}
    hunt.db.execute(
        "insert into brand_memberships (brand_id, user_id) values (%s, %s)", (theirs.brand, hunt.creator.id)
    )
    assert hunt.found() == [gig]


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_gigs_of_a_brand_in_which_nobody_can_act_are_not_shown(hunt: GigHunt, status: str) -> None:
    theirs = make_market(hunt.db, 0)
    gig, barred = hunt.open(), open_gig(hunt.db, theirs, mode="application")
    set_status = "update auth.users set status = %s where id = %s"
    hunt.db.execute(set_status, (status, theirs.owner))
    assert hunt.found() == [gig]
    make_member(hunt.db, theirs.brand, "campaign_manager")
    assert set(hunt.found()) == {gig, barred}, "somebody else can act"
    hunt.db.execute(
        "delete from brand_memberships where brand_id = %s and user_id <> %s", (theirs.brand, theirs.owner)
    )
    assert hunt.found() == [gig]
    hunt.db.execute(set_status, ("active", theirs.owner))
    assert set(hunt.found()) == {gig, barred}


def test_a_gig_that_changes_is_found_by_what_it_says_now(hunt: GigHunt) -> None:
    other, gig = hunt.open(category="cooking"), hunt.open(category="cars")
    assert hunt.found() == [other, gig]
    hunt.db.execute("update gigs set category = 'food' where id = %s", (gig,))
    assert hunt.found() == [gig, other]
    hunt.db.execute("update gigs set countries = '{FR}' where id = %s", (gig,))
    assert hunt.found() == [other, gig]


def test_who_is_closed_for_suggestions_looks_all_the_same(hunt: GigHunt) -> None:
    gig = hunt.open(category="food", platforms=["tiktok"])
    hunt.db.execute("update creator_profiles set availability = 'closed'")
    assert [(match["gig"]["id"], match["score"]) for match in hunt.matches()] == [(str(gig), "100.00")]


def test_nothing_is_open_is_an_empty_list(hunt: GigHunt) -> None:
    assert hunt.creator.get("/matching/gigs") == {"data": [], "next_cursor": None}


def test_a_hundred_equals_are_paged_while_gigs_open_and_close(hunt: GigHunt) -> None:
    """Whatever is open from the first page to the last is shown once."""
    gigs = [hunt.open() for _ in range(90)]
    seen: list[UUID] = []
    gone: set[UUID] = set()
    cursor: str | None = None
    while cursor is not None or not seen:
        page = hunt.creator.get("/matching/gigs", limit="7", **({"cursor": cursor} if cursor else {}))
        seen += [UUID(match["gig"]["id"]) for match in page["data"]]
        cursor = page["next_cursor"]
        if len(gone) < 18 and cursor:
            hunt.open()
            ahead = next(gig for gig in gigs if gig not in gone and gig not in seen)
            for gig in (seen[-1], seen[-5], ahead):
                hunt.close(gig)
                gone.add(gig)
    assert len(seen) == len(set(seen))
    assert set(gigs) - gone <= set(seen)
    assert seen == sorted(seen, reverse=True), "the newest first among equals"


@pytest.mark.parametrize(
    "cursor",
    ["luck", encode_cursor(1, 100, SOMEBODY), encode_cursor(True, 10_001, SOMEBODY), encode_cursor(True, -1, SOMEBODY),
     encode_cursor(True, True, SOMEBODY), encode_cursor(True, "100", SOMEBODY), encode_cursor(True, 100, "x"),
     encode_cursor(True, 100), encode_cursor(None, 100, SOMEBODY), encode_cursor(False, 10**30, SOMEBODY)],
)  # fmt: skip
def test_a_forged_cursor_is_422(hunt: GigHunt, cursor: str) -> None:
    answer = send("GET", PATH, user=hunt.creator.id, query={"cursor": cursor})
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


@pytest.mark.parametrize("query", [{"limit": "0"}, {"limit": "101"}, {"limit": "x"}, {"q": "tea"}])
def test_a_malformed_request_is_422(hunt: GigHunt, query: dict[str, str]) -> None:
    answer = send("GET", PATH, user=hunt.creator.id, query=query)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")


def test_only_creators_look(hunt: GigHunt) -> None:
    gig = hunt.open()
    analyst = make_member(hunt.db, brand_of(hunt.db, make_user(hunt.db, "brand")), "analyst")
    assert [UUID(one["gig"]["id"]) for one in send("GET", PATH, user=analyst).body["data"]] == [gig]
    for user in (hunt.market.owner, None):
        answer = send("GET", PATH, user=user)
        assert (answer.status, answer.body["code"]) == (403, "FORBIDDEN")
    service = send("GET", PATH, user=None, service=True)
    assert (service.status, service.body["code"]) == (403, "FORBIDDEN")
