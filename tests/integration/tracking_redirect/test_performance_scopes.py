"""Whose figures: of each link, labelled ones too, and of a creator alone what came through their own."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from tests.conftest import Database
from tests.factories.links import ask, make_link
from tests.factories.people import brand_of
from tests.integration.tracking_redirect.events_of_days import TODAY, noon, record
from tests.integration.tracking_redirect.reports import order, report
from tests.typing import Connection
from tracking_redirect.aggregation import service

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def db(database: Database) -> Connection:
    connection = database.connect()
    connection.execute("select app.make_tracking_partitions(%s, 2)", (YESTERDAY,))
    return connection


def test_figures_are_told_by_link_and_labelled_ones_too(db: Connection, owner: UUID, campaign: UUID) -> None:
    first, second = make_link(db, campaign), make_link(db, campaign)
    db.execute(
        "insert into campaign_cta_links (id, campaign_id, brand_id, label, short_code, destination_url)"
        " select id, campaign_id, brand_id, 'Bio', short_code, destination_url from tracking_links"
        " where short_code = %s",
        (second,),
    )
    for code, times in ((first, 1), (second, 2)):
        for _ in range(times):
            record(db, code, at=noon(YESTERDAY))
    found = report(owner, campaign, "performance/links", limit="1")
    [newest] = found["data"]
    assert (newest["short_code"], newest["label"], newest["clicks"]) == (second, "Bio", 2)
    [oldest] = report(owner, campaign, "performance/links", cursor=found["next_cursor"])["data"]
    assert (oldest["short_code"], oldest["label"], oldest["clicks"]) == (first, None, 1)
    series = report(owner, campaign, "performance/daily", tracking_link_id=newest["tracking_link_id"])
    assert sum(day["clicks"] for day in series["data"]) == 2
    shares = report(
        owner, campaign, "performance/breakdown", by="device", tracking_link_id=oldest["tracking_link_id"]
    )
    assert shares["data"] == [{"name": "mobile", "clicks": 1}]


@pytest.fixture
def participant(db: Connection, owner: UUID, campaign: UUID, creator: UUID) -> UUID:
    """The creator takes part, with a link and a click of yesterday."""
    invitation = db.execute(
        "insert into campaign_invitations (campaign_id, brand_id, creator_user_id, invited_by, agreed_amount,"
        " expires_at) values (%s, %s, %s, %s, 0, now() + interval '1 day') returning id",
        (campaign, brand_of(db, owner), creator, owner),
    ).fetchone()
    assert invitation is not None
    db.execute(
        "insert into campaign_participants (campaign_id, brand_id, creator_user_id, invitation_id)"
        " values (%s, %s, %s, %s)", (campaign, brand_of(db, owner), creator, invitation[0]),
    )  # fmt: skip
    record(db, make_link(db, campaign, creator_user_id=creator), at=noon(YESTERDAY))
    record(db, make_link(db, campaign), at=noon(YESTERDAY))
    return creator


@pytest.mark.parametrize("status", ["active", "inactive"])
def test_a_creators_spreadsheet_says_in_which_currency(
    db: Connection, campaign: UUID, participant: UUID, status: str
) -> None:
    db.execute(
        "update campaign_participants set status = %s where creator_user_id = %s", (status, participant)
    )
    code = make_link(db, campaign, creator_user_id=participant)
    order(db, code, "1", 1_500, at=noon(YESTERDAY))
    query = {"creator_user_id": str(participant), "from": str(YESTERDAY), "to": str(YESTERDAY)}
    answer = ask("GET", f"campaigns/{campaign}/performance.csv", participant, query=query)
    assert ',"15.00","usd",' in answer.body


def test_a_creator_sees_their_own_days_links_and_breakdowns_and_nobody_elses(
    db: Connection, owner: UUID, campaign: UUID, participant: UUID, rival: UUID
) -> None:
    own = {"creator_user_id": str(participant)}
    for _ in range(2):
        for reader in (participant, owner):
            days = report(reader, campaign, "performance/daily", **own)["data"]
            assert sum(day["clicks"] for day in days) == 1
            assert [
                link["clicks"] for link in report(reader, campaign, "performance/links", **own)["data"]
            ] == [1]
            shares = report(reader, campaign, "performance/breakdown", by="device", **own)
            assert shares["data"] == [{"name": "mobile", "clicks": 1}]
        service.run_nightly(noon())
    links = {link["creator_user_id"]: link["tracking_link_id"]
             for link in report(owner, campaign, "performance/links")["data"]}  # fmt: skip
    foreign = {"tracking_link_id": str(links[None])}
    for reader, query in (
        (participant, {}), (participant, {"creator_user_id": str(rival)}), (participant, foreign),
        (participant, own | foreign), (rival, own), (rival, {}), (owner, {"creator_user_id": str(rival)}),
        (owner, own | foreign), (owner, {"tracking_link_id": str(uuid4())}),
    ):  # fmt: skip
        for path, by in (
            ("performance/daily", {}), ("performance/breakdown", {"by": "device"}), ("performance.csv", {}),
        ):  # fmt: skip
            answer = ask("GET", f"campaigns/{campaign}/{path}", reader, query=by | query)
            assert answer.status == 404, (reader, path, query)
    for reader in (participant, rival):
        assert ask("GET", f"campaigns/{campaign}/performance/links", reader).status == 404
    assert ask("GET", f"campaigns/{campaign}/performance/daily", participant,
               query={"tracking_link_id": str(links[str(participant)])}).status == 200  # fmt: skip
