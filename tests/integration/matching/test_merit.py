"""Which figures count, who comes first among equals, and what is said of what nobody knows."""

from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from tests.factories.campaigns import make_campaign, make_deliverable
from tests.factories.people import brand_of, make_user
from tests.integration.matching.target_campaign import TargetCampaign, get, match, scores

ADD_ACCOUNT = (
    "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count, engagement_rate)"
    " values (%(user)s, %(platform)s, %(user)s, 'x', %(followers)s, %(rate)s)"
)


def connect(target: TargetCampaign, user: UUID, platform: str, followers: int, rate: float) -> None:
    target.db.execute(ADD_ACCOUNT, {"user": user, "platform": platform, "followers": followers, "rate": rate})


def reasons(target: TargetCampaign, campaign: UUID | None = None) -> dict[UUID, str]:
    answer = match(target.owner, campaign or target.campaign)
    return {UUID(m["creator_user_id"]): m["reason"] for m in answer.body["matches"]}


def test_only_the_platforms_that_the_campaign_needs_count(target: TargetCampaign) -> None:
    there = target.creator(followers=2_000, rate=0.12)
    elsewhere = target.creator(followers=1_200, rate=0.012)
    connect(target, elsewhere, "youtube", 9_000, 0.4)
    small = target.creator(followers=12, rate=0.9)
    connect(target, small, "youtube", 5_000, 0.4)
    found = match(target.owner, target.campaign)
    assert scores(found) == {there: "85.00", elsewhere: "71.50"}, "12 on TikTok are less than 1,000"
    assert reasons(target)[there].startswith("2,000 followers on TikTok, within the target")


def test_several_needed_platforms_count_together_and_no_others(target: TargetCampaign) -> None:
    make_deliverable(target.db, target.campaign, deliverable_type="instagram_reel")
    both = target.creator(followers=6_000, rate=0.06)
    connect(target, both, "instagram", 6_000, 0.05)
    connect(target, both, "youtube", 900_000, 0.9)
    one = target.creator(platform="instagram", followers=6_000, rate=0.05)
    found = match(target.owner, target.campaign)
    assert scores(found) == {one: "85.00", both: "81.83"}
    assert reasons(target)[both].startswith("12,000 followers on Instagram and TikTok, above the target")


def test_a_campaign_without_platforms_counts_all(target: TargetCampaign) -> None:
    campaign = make_campaign(target.db, target.owner, target_audience=Jsonb({"min_followers": 7_000}))
    user = target.creator(followers=3_000)
    connect(target, user, "youtube", 4_000, 0.01)
    assert scores(match(target.owner, campaign)) == {user: "100.00"}
    assert reasons(target, campaign)[user].startswith("7,000 followers, within the target")


def test_ties_break_by_uncapped_engagement_and_never_by_sign_up(target: TargetCampaign) -> None:
    rates = [0.25, 0.9, 0.3, 8.0, 0.31]
    creators = {target.creator(rate=rate): rate for rate in rates}
    found = match(target.owner, target.campaign)
    assert set(scores(found).values()) == {"100.00"}
    assert [creators[user] for user in scores(found)] == sorted(rates, reverse=True)
    assert [match["rank"] for match in found.body["matches"]] == [1, 2, 3, 4, 5]


def test_then_by_closeness_to_the_range(target: TargetCampaign) -> None:
    farther = target.creator(followers=300_000)
    closer = target.creator(followers=200_000)
    inside = target.creator(followers=9_999, categories=[], country_code=None, city=None, rate=0.24)
    target.db.execute(
        "update social_accounts set engagement_rate = case when follower_count < 10000 then 0.36 else 0.24 end"
    )
    assert list(scores(match(target.owner, target.campaign))) == [inside, closer, farther]


def test_a_list_of_equals_is_stable_for_a_campaign_and_another_for_the_next(target: TargetCampaign) -> None:
    creators = {target.creator() for _ in range(12)}
    orders = set()
    for _ in range(4):
        campaign = make_campaign(target.db, target.owner)
        orders.add(first := tuple(scores(match(target.owner, campaign))))
        for limit in (1, 5, 12):
            assert tuple(scores(match(target.owner, campaign, limit=limit))) == first[:limit]
        assert set(first) == creators
    assert len(orders) == 4


def test_what_is_not_known_is_called_unknown(target: TargetCampaign) -> None:
    known = target.creator(categories=["gaming"], country_code="US", rate=0.01)
    unknown = target.creator(categories=[], country_code=None, city=None, rate=0)
    silent = target.creator(rate=0)
    target.db.execute("update social_accounts set last_synced_at = now() where user_id = %s", (silent,))
    told = reasons(target)
    assert told[known].endswith(
        "engagement less than a tenth of the usual for the size, another category, from elsewhere."
    )
    assert told[unknown].endswith("engagement unknown, category unknown, location unknown.")
    assert told[silent].endswith("no engagement on recent posts, a listed category, in the target location.")


@pytest.mark.parametrize(
    ("followers", "rate", "told"),
    [(10_000, 0.24, "10,000 followers on TikTok, within the target, engagement at least twice the usual"),
     (10_001, 0.24, "10,001 followers on TikTok, above the target, engagement at least twice the usual"),
     (99_000, 0.24, "99,000 followers on TikTok, above the target, engagement at least twice the usual"),
     (100_000, 0.24, "100,000 followers on TikTok, far above the target, engagement at least twice the usual"),
     (5_000, 0.23999, "within the target, engagement 1.9 times the usual for the size,"),
     (5_000, 0.12, "within the target, engagement 1.0 times the usual for the size,"),
     (5_000, 0.1199, "within the target, engagement below the usual for the size (0.9 times),"),
     (5_000, 0.0119, "within the target, engagement less than a tenth of the usual for the size,")],
)  # fmt: skip
def test_a_reason_is_true_at_the_edge_of_what_it_says(
    target: TargetCampaign, followers: int, rate: float, told: str
) -> None:
    user = target.creator(followers=followers, rate=rate)
    assert told in reasons(target)[user]


def test_reasons_tell_a_city_from_its_country_and_region(target: TargetCampaign) -> None:
    audience = {"location": {"country": "DE", "city": "Berlin"}}
    campaign = make_campaign(target.db, target.owner, target_audience=Jsonb(audience))
    told = {
        target.creator(city="Berlin"): "in the target location.",
        target.creator(city=None): "in the target country, city unknown.",
        target.creator(city="Köln"): "in the target country, another city.",
        target.creator(country_code="AT", city=None): "in the same region.",
        target.creator(country_code="JP", city="Berlin"): "from elsewhere.",
        target.creator(country_code=None): "location unknown.",
    }
    found = reasons(target, campaign)
    assert {user: found[user].split("(2.0 times), ")[1] for user in found} == told


@pytest.mark.parametrize(
    ("location", "cities"),
    [({"country": "DE", "required": True}, {"Berlin", "Köln", None}),
     ({"country": "DE", "city": " berlin", "required": True}, {"Berlin"}),
     ({"country": "FR", "required": True}, set()),
     ({"country": "DE", "required": False}, {"Berlin", "Köln", None, "Wien", "Ort"})],
)  # fmt: skip
def test_a_required_place_leaves_everybody_else_out(
    target: TargetCampaign, location: dict[str, object], cities: set[str | None]
) -> None:
    for country, city in (("DE", "Berlin"), ("DE", "Köln"), ("DE", None), ("AT", "Wien"), (None, "Ort")):
        target.creator(country_code=country, city=city)
    campaign = make_campaign(target.db, target.owner, target_audience=Jsonb({"location": location}))
    found = match(target.owner, campaign).body["matches"]
    assert {creator["city"] for creator in found} == cities


@pytest.mark.parametrize(
    ("required", "fitting", "found"),
    [(True, [], {"food", "cooking"}), (False, [], {"food", "cooking", "baking", "gaming", ""}),
     (True, ["Baking", "games"], {"baking", "gaming"})],
)  # fmt: skip
def test_a_required_category_leaves_everybody_else_out(
    target: TargetCampaign, required: bool, fitting: list[str], found: set[str]
) -> None:
    creators = {
        target.creator(categories=[key] if key else []): key
        for key in ("food", "cooking", "baking", "gaming", "")
    }
    campaign = make_campaign(
        target.db, target.owner, category=None if fitting else "Food & Cooking",
        target_audience=Jsonb({"category_required": required}),
    )  # fmt: skip
    target.db.execute(
        "insert into brand_fit_data (brand_id, categories) values (%s, %s)",
        (brand_of(target.db, target.owner), fitting),
    )
    assert {creators[user] for user in scores(match(target.owner, campaign))} == found


@pytest.mark.parametrize(("status", "days", "counts"), [
    ("expired", 29, True), ("expired", 31, False), ("error", 31, False), ("error", 29, True),
    ("connected", 400, True), ("revoked", 1, False),
])  # fmt: skip
def test_an_account_that_is_read_no_more_counts_for_thirty_days(
    target: TargetCampaign, status: str, days: int, counts: bool
) -> None:
    user = target.creator()
    target.db.execute(
        "update social_accounts set status = %s, last_synced_at = now() - make_interval(days => %s)",
        (status, days),
    )
    assert (user in scores(match(target.owner, target.campaign))) is counts


def test_figures_that_lapsed_leave_the_sum_of_those_that_count(target: TargetCampaign) -> None:
    campaign = make_campaign(target.db, target.owner)
    user = target.creator(followers=2_000)
    connect(target, user, "youtube", 4_000, 0)
    lapse = "update social_accounts set status = 'expired', last_synced_at = now() - interval '31 days'"
    target.db.execute(lapse + " where platform = 'youtube'")
    assert reasons(target, campaign)[user].startswith("2,000 followers, engagement")


@pytest.mark.parametrize("wanted", ["Gaming", "video games", "GAMES"])
def test_one_thing_under_two_names_is_a_listed_category(target: TargetCampaign, wanted: str) -> None:
    campaign = make_campaign(target.db, target.owner, category=wanted)
    gamer = target.creator(categories=["Video games"])
    dancer = target.creator(categories=["Music & Dance"])
    assert scores(match(target.owner, campaign)) == {gamer: "100.00", dancer: "80.00"}


def test_ranks_are_listed_page_by_page_in_their_order(target: TargetCampaign) -> None:
    for _ in range(5):
        target.creator()
    found = match(target.owner, target.campaign).body["matches"]
    listed: list[object] = []
    cursor = None
    while cursor is not None or not listed:
        page = get(target.owner, f"/campaigns/{target.campaign}/matches", limit="2",
                   **({"cursor": cursor} if cursor else {})).body  # fmt: skip
        listed += page["data"]
        if (cursor := page["next_cursor"]) is None:
            break
    assert listed == found


def test_who_has_nothing_connected_is_unknown_in_every_part(target: TargetCampaign) -> None:
    campaign = make_campaign(target.db, target.owner, category="Food")
    nobody = make_user(target.db)
    assert reasons(target, campaign)[nobody] == "0 followers, engagement unknown, category unknown."
