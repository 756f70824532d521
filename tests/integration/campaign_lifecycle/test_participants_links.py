"""Who takes part has a link as soon as there is somewhere to lead to, whoever says so, and whenever."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from tests.concurrency import run_at_once, wait_until_blocked
from tests.factories.campaigns import make_campaign
from tests.factories.links import generate, make_link
from tests.factories.money import make_participant
from tests.factories.people import make_user
from tests.integration.campaign_lifecycle.launched_campaign import LaunchedCampaign

SHOP = "https://shop.example.com/"


def link_of(launched: LaunchedCampaign, participant: str) -> object:
    """The id of the link that the participant shows."""
    return launched.brand.get(participant)["tracking_link"]


def links(launched: LaunchedCampaign) -> list[tuple[object, ...]]:
    with launched.database.connect() as db:
        return db.execute(
            "select id::text, creator_user_id, destination_url from tracking_links order by id"
        ).fetchall()


def give_website(launched: LaunchedCampaign) -> None:
    with launched.database.connect() as db:
        db.execute("update brand_profiles set website = %s where id = %s", (SHOP, launched.brand_id))


def campaign_id(launched: LaunchedCampaign) -> UUID:
    return UUID(launched.campaign.rsplit("/", 1)[1])


def test_a_launch_warns_where_links_would_lead_nowhere(launched: LaunchedCampaign) -> None:
    def launch(**draft: object) -> list[str]:
        campaign = f"/campaigns/{launched.brand.post('/campaigns', name='Autumn', **draft)['id']}"
        launched.brand.post(f"{campaign}/deliverables", deliverable_type="tweet", compensation_amount=0)
        answer = launched.brand.post(f"{campaign}/launch")
        assert answer["status"] == "active"
        assert {**launched.brand.get(campaign), "warnings": answer["warnings"]} == answer
        return [warning["code"] for warning in answer["warnings"]]

    assert launch() == ["NO_DESTINATION"]
    assert launch(destination_url=SHOP) == []
    give_website(launched)
    assert launch() == []


def test_a_destination_that_comes_later_gives_who_takes_part_a_link_once(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    assert link_of(launched, participant) is None
    launched.brand.patch(launched.campaign, destination_url=SHOP)
    [(link, creator, destination)] = links(launched)
    assert (link, creator, destination) == (link_of(launched, participant), launched.creator.id, SHOP)
    with launched.database.connect() as db:
        row = db.execute("select short_code, any_case from tracking_links").fetchone()
    assert row is not None
    assert (re.fullmatch("[0-9A-Za-z]{7}", row[0]) is not None, row[1]) == (True, False)
    launched.brand.patch(launched.campaign, destination_url=None)
    launched.brand.patch(launched.campaign, destination_url="https://other.example.com/")
    assert len(links(launched)) == 1, "nobody gets a second one"


def test_a_website_that_comes_later_does_so_for_every_campaign_that_runs(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    with launched.database.connect() as db:
        others = [make_campaign(db, launched.brand.id, name=name) for name in ("paused", "completed")]
        away, gone = make_user(db), make_user(db)
        for campaign, creator in zip(others, (away, gone), strict=True):
            make_participant(db, campaign, launched.brand_id, creator)
        removed = make_participant(db, campaign_id(launched), launched.brand_id, make_user(db))
        db.execute("update campaign_participants set status = 'inactive' where id = %s", (removed,))
        db.execute("set session_replication_role = replica")
        db.execute("update campaigns set status = name where id = any(%s)", (others,))
    give_website(launched)
    made = links(launched)
    assert {(creator, destination) for _, creator, destination in made} == {
        (launched.creator.id, SHOP),
        (away, SHOP),
    }
    assert link_of(launched, participant) in [link for link, _, _ in made]


def test_a_link_that_the_brand_makes_is_the_participants_where_there_was_none(
    launched: LaunchedCampaign,
) -> None:
    participant = launched.accept()
    made = generate(launched.brand.id, campaign_id(launched), creator_user_id=str(launched.creator.id)).body
    assert link_of(launched, participant) == made["id"]
    generate(launched.brand.id, campaign_id(launched), creator_user_id=str(launched.creator.id))
    launched.brand.patch(launched.campaign, destination_url=SHOP)
    assert (link_of(launched, participant), len(links(launched))) == (made["id"], 2)


def test_so_is_one_that_was_made_before_they_accepted(launched: LaunchedCampaign) -> None:
    invitation = launched.invite()
    with launched.database.connect() as db:
        columns = {"creator_user_id": launched.creator.id}
        make_link(db, campaign_id(launched), disabled_at="2026-01-01", **columns)
        make_link(db, campaign_id(launched), expires_at="2026-01-01", **columns)
    made = generate(launched.brand.id, campaign_id(launched), creator_user_id=str(launched.creator.id)).body
    participant = launched.creator.post(f"{invitation}/accept")
    assert participant["tracking_link"] == made["id"]


def test_two_destinations_at_once_give_one_link(launched: LaunchedCampaign) -> None:
    participant = launched.accept()
    brand = str(launched.brand.id)
    outcomes = run_at_once(
        launched.database,
        (brand, "update campaigns set destination_url = %s where id = %s", (SHOP, campaign_id(launched))),
        (brand, "update brand_profiles set website = %s where id = %s", (SHOP, launched.brand_id)),
        (
            brand,
            "update campaigns set destination_url = %s where id = %s",
            (f"{SHOP}b", campaign_id(launched)),
        ),
    )
    assert outcomes == ["ok"] * 3
    [(link, _, _)] = links(launched)
    assert link_of(launched, participant) == link


def test_a_website_that_comes_during_an_acceptance_waits_for_it(launched: LaunchedCampaign) -> None:
    invitation = launched.invite().rsplit("/", 1)[1]
    with launched.database.connect("api_login", autocommit=False) as accepting, ThreadPoolExecutor(1) as pool:
        accepting.execute("select app.begin_request(%s)", (json.dumps({"sub": str(launched.creator.id)}),))
        accepting.execute("select app.accept_invitation(%s, '{Abcdefg}')", (invitation,))
        given = pool.submit(give_website, launched)
        with launched.database.connect() as db:
            wait_until_blocked(db)
        accepting.commit()
        given.result(10)
    assert len(links(launched)) == 1
