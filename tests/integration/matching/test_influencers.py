"""`GET /api/v1/matching/influencers`: creators by how well they fit a gig or a campaign, as they are now."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.actors import Person
from tests.factories.campaigns import make_invitation
from tests.factories.deals import Market, act, claim, open_gig
from tests.factories.events import Answer
from tests.factories.ledger import fund_brand
from tests.factories.people import brand_of, make_member, make_user
from tests.integration.matching.gig_hunt import send
from tests.integration.matching.target_campaign import TargetCampaign, match

PATH = "/api/v1/matching/influencers"
FOOD = {
    "category": "Food",
    "platforms": ["tiktok"],
    "countries": ["DE"],
    "followers_min": 1_000,
    "followers_max": 10_000,
}


@pytest.fixture
def market(target: TargetCampaign) -> Market:
    """The brand of the campaign, with money for gigs."""
    brand = brand_of(target.db, target.owner)
    fund_brand(target.db, brand, 100_000)
    return Market(target.owner, brand, target.owner)


@pytest.fixture
def gig(target: TargetCampaign, market: Market) -> UUID:
    """A gig that asks for what the campaign asks for."""
    return open_gig(target.db, market, mode="application", **FOOD)


def ask(user: UUID | None, **query: object) -> Answer:
    return send("GET", PATH, user=user, query={name: str(given) for name, given in query.items()})


def found(user: UUID | None, **query: object) -> dict[UUID, Any]:
    """The first page, by creator."""
    answer = ask(user, **query)
    assert answer.status == 200, answer.body
    return {UUID(match["creator_user_id"]): match for match in answer.body["data"]}


def scores(user: UUID | None, **query: object) -> dict[UUID, str]:
    return {creator: match["score"] for creator, match in found(user, **query).items()}


def test_the_best_come_first_with_parts_a_sentence_and_what_they_lack(
    target: TargetCampaign, gig: UUID
) -> None:
    ideal = target.creator()
    elsewhere = target.creator(country_code="FR", city=None)
    large = target.creator(followers=31_623, rate=0.2)
    related = target.creator(categories=["Cooking"], country_code="US", rate=0.12)
    target.creator(followers=999)
    target.creator(platform="instagram")
    seen = found(target.owner, gig_id=gig)
    assert {one: match["score"] for one, match in seen.items()} == {
        ideal: "100.00", elsewhere: "95.00", large: "80.00", related: "65.00",
    }  # fmt: skip
    assert [match["rank"] for match in seen.values()] == [1, 2, 3, 4]
    assert {one: match["meets"]["missing"] for one, match in seen.items()} == {
        ideal: [], elsewhere: ["country"], large: ["followers"], related: ["country"],
    }  # fmt: skip
    assert seen[related]["reason"] == (
        "5,000 followers on TikTok, within the target, engagement 1.0 times the usual for the size,"
        " a related category, from elsewhere."
    )
    assert (seen[ideal]["creator"]["id"], seen[ideal]["platforms"], seen[ideal]["city"]) == (
        str(ideal), ["tiktok"], "Berlin",
    )  # fmt: skip


def test_who_applied_or_has_a_deal_is_marked_and_stays(
    target: TargetCampaign, market: Market, gig: UUID
) -> None:
    applied, withdrawn, neither = (target.creator(rate=rate) for rate in (0.9, 0.8, 0.7))
    for creator in (applied, withdrawn):
        act(target.db, creator, "select app.apply_to_gig(%s, '', 1, '[]')", gig)
    application = found(target.owner, gig_id=gig)[withdrawn]["application_id"]
    act(target.db, withdrawn, "select app.withdraw_application(%s)", application)
    seen = found(target.owner, gig_id=gig)
    assert {one: match["application_status"] for one, match in seen.items()} == {
        applied: "submitted", withdrawn: "withdrawn", neither: None,
    }  # fmt: skip
    assert seen[neither]["application_id"] is None
    claimed = open_gig(target.db, market, **FOOD)
    claim(target.db, claimed, applied)
    deals = {one: match["deal_id"] for one, match in found(target.owner, gig_id=claimed).items()}
    assert deals.pop(applied) is not None
    assert deals == {withdrawn: None, neither: None}


def test_nobody_is_found_who_may_not_be(target: TargetCampaign, gig: UUID) -> None:
    ideal, banned, erased, closed, member, excluded = (target.creator() for _ in range(6))
    assert set(scores(target.owner, gig_id=gig)) == {ideal, banned, erased, closed, member, excluded}
    target.db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    target.db.execute("update auth.users set status = 'deleted' where id = %s", (erased,))
    target.db.execute("update creator_profiles set availability = 'closed' where user_id = %s", (closed,))
    target.db.execute(
        "update creator_profiles set categories = '{food,wine}' where user_id = %s", (excluded,)
    )
    brand = brand_of(target.db, target.owner)
    target.db.execute(
        "insert into brand_fit_data (brand_id, excluded_categories) values (%s, '{wine}')", (brand,)
    )
    target.db.execute("insert into brand_memberships (brand_id, user_id) values (%s, %s)", (brand, member))
    assert set(scores(target.owner, gig_id=gig)) == {ideal}


def test_a_brands_own_people_take_nobodys_place(target: TargetCampaign, gig: UUID) -> None:
    members = [target.creator(rate=0.9) for _ in range(3)]
    others = {target.creator(rate=0.12) for _ in range(2)}
    brand = brand_of(target.db, target.owner)
    for member in members:
        target.db.execute(
            "insert into brand_memberships (brand_id, user_id) values (%s, %s)", (brand, member)
        )
    assert set(scores(target.owner, gig_id=gig, limit=2)) == others


def test_what_fits_the_brand_is_not_what_the_gig_asks_for(target: TargetCampaign, market: Market) -> None:
    """A creator sees their score for a gig, and would read the brand's notes out of it."""
    plain = open_gig(target.db, market, mode="application")
    target.db.execute(
        "insert into brand_fit_data (brand_id, categories, target_locations) values (%s, '{cars}', '{FR}')",
        (market.brand,),
    )
    ideal = target.creator()
    assert scores(target.owner, gig_id=plain) == {ideal: "100.00"}


def test_a_campaign_is_answered_as_the_search_that_is_saved(target: TargetCampaign) -> None:
    creators = [target.creator(rate=rate) for rate in (0.9, 0.5, 0.2, 0.1)]
    make_invitation(target.db, target.campaign, creators[0])
    seen = found(target.owner, campaign_id=target.campaign)
    assert target.db.execute("select count(*) from campaign_creator_scores").fetchone() == (0,)
    saved = match(target.owner, target.campaign).body["matches"]
    assert list(seen) == [UUID(one["creator_user_id"]) for one in saved] == creators[1:]
    parts = (
        "score",
        "followers_score",
        "engagement_score",
        "category_score",
        "location_score",
        "reason",
        "rank",
    )
    for one, kept in zip(seen.values(), saved, strict=True):
        assert {part: one[part] for part in parts} == {part: kept[part] for part in parts}
        assert (one["meets"], one["application_id"], one["deal_id"]) == (None, None, None)


def test_the_best_are_listed_page_by_page_whoever_is_banned_meanwhile(
    target: TargetCampaign, gig: UUID
) -> None:
    creators = [target.creator(rate=rate) for rate in (0.9, 0.8, 0.7, 0.6, 0.5)]
    owner = Person(target.owner, send)
    pages = owner.pages("/matching/influencers", gig_id=str(gig), limit="2")
    assert [UUID(one["creator_user_id"]) for page in pages for one in page] == creators
    cursor = owner.get("/matching/influencers", gig_id=str(gig), limit="2")["next_cursor"]
    target.db.execute("update auth.users set status = 'banned' where id = %s", (creators[0],))
    assert list(found(target.owner, gig_id=gig, limit=2, cursor=cursor)) == creators[2:4]


def test_a_cursor_of_who_is_found_no_more_leads_behind_their_score(target: TargetCampaign, gig: UUID) -> None:
    best, second, last = (target.creator(rate=rate) for rate in (0.24, 0.12, 0.06))
    cursor = ask(target.owner, gig_id=gig, limit=2).body["next_cursor"]
    target.db.execute("update auth.users set status = 'banned' where id = %s", (second,))
    assert list(found(target.owner, gig_id=gig, cursor=cursor)) == [last]
    assert list(found(target.owner, gig_id=gig)) == [best, last]


def test_equals_are_not_lost_where_the_last_one_is_found_no_more(target: TargetCampaign, gig: UUID) -> None:
    for _ in range(3):
        target.creator()
    first, second, third = found(target.owner, gig_id=gig)
    cursor = ask(target.owner, gig_id=gig, limit=1).body["next_cursor"]
    for barred, rest in ((first, [second, third]), (second, [third])):
        target.db.execute("update auth.users set status = 'banned' where id = %s", (barred,))
        assert list(found(target.owner, gig_id=gig, cursor=cursor)) == rest


def test_nobody_to_suggest_is_an_empty_list(target: TargetCampaign, gig: UUID) -> None:
    assert ask(target.owner, gig_id=gig).body == {"data": [], "next_cursor": None}


def test_members_read_and_so_do_administrators_and_machines(
    target: TargetCampaign, market: Market, gig: UUID
) -> None:
    creator = target.creator()
    readers = [make_member(target.db, market.brand, role) for role in ("analyst", "campaign_manager")]
    for user in (*readers, target.owner, make_user(target.db, "admin")):
        assert set(scores(user, gig_id=gig)) == {creator}
        assert set(scores(user, campaign_id=target.campaign)) == {creator}
    answer = send("GET", PATH, user=None, service=True, query={"gig_id": str(gig)})
    assert len(answer.body["data"]) == 1


def test_nobody_else_reads(target: TargetCampaign, market: Market, gig: UUID) -> None:
    """A gig that is open may be seen by every creator, and nobody's score for it but their own."""
    draft = target.db.execute(
        "insert into gigs (brand_id, created_by, title, currency) values (%s, %s, 'x', 'usd') returning id",
        (market.brand, market.owner),
    ).fetchone()
    assert draft is not None
    creator, rival = target.creator(), make_user(target.db, "brand")
    for named in ({"gig_id": gig}, {"gig_id": draft[0]}, {"campaign_id": target.campaign}):
        assert set(scores(target.owner, **named)) == {creator}
        for user, refusal in (
            (rival, (404, "NOT_FOUND")),
            (creator, (403, "FORBIDDEN")),
            (None, (403, "FORBIDDEN")),
        ):
            answer = ask(user, **named)
            assert (answer.status, answer.body["code"]) == refusal
    assert ask(target.owner, gig_id=uuid4()).status == 404
    assert ask(make_user(target.db, "admin"), campaign_id=uuid4()).status == 404


def test_exactly_one_is_named(target: TargetCampaign, gig: UUID) -> None:
    for named in ({}, {"gig_id": gig, "campaign_id": target.campaign}):
        answer = ask(target.owner, **named)
        assert (answer.status, answer.body["code"]) == (422, "GIG_OR_CAMPAIGN")


@pytest.mark.parametrize(
    ("query", "code"),
    [({"gig_id": "x"}, "VALIDATION_FAILED"), ({"limit": "101"}, "VALIDATION_FAILED"),
     ({"limit": "0"}, "VALIDATION_FAILED"), ({"brand_id": "x"}, "VALIDATION_FAILED"),
     ({"cursor": "luck"}, "CURSOR_INVALID")],
)  # fmt: skip
def test_a_malformed_request_is_422(
    target: TargetCampaign, gig: UUID, query: dict[str, str], code: str
) -> None:
    answer = ask(target.owner, **{"gig_id": gig} | query)
    assert (answer.status, answer.body["code"]) == (422, code)
