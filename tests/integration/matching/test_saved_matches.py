"""What a search left behind is listed without those whom no search would find now."""

from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from common.pagination import encode_cursor
from tests.factories.people import make_user
from tests.integration.matching.target_campaign import TargetCampaign, get, match


def listed(user: UUID | None, campaign: UUID, **query: str) -> list[UUID]:
    answer = get(user, f"/campaigns/{campaign}/matches", **query)
    assert answer.status == 200, answer.body
    return [UUID(match["creator_user_id"]) for match in answer.body["data"]]


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_who_is_barred_leaves_what_was_saved_and_comes_back(target: TargetCampaign, status: str) -> None:
    first, barred, last = (target.creator(rate=rate) for rate in (0.9, 0.8, 0.7))
    match(target.owner, target.campaign)
    set_status = "update auth.users set status = %s where id = %s"
    target.db.execute(set_status, (status, barred))
    for reader in (target.owner, make_user(target.db, "admin")):
        assert listed(reader, target.campaign) == [first, last]
    assert listed(target.owner, target.campaign, limit="2") == [first, last], "a page is full without them"
    target.db.execute(set_status, ("active", barred))
    assert listed(target.owner, target.campaign) == [first, barred, last]


def test_a_cursor_of_a_creator_who_is_banned_meanwhile_leads_on(target: TargetCampaign) -> None:
    first, second = (target.creator(rate=rate) for rate in (0.9, 0.8))
    match(target.owner, target.campaign)
    page = get(target.owner, f"/campaigns/{target.campaign}/matches", limit="1").body
    target.db.execute("update auth.users set status = 'banned' where id = %s", (first,))
    assert listed(target.owner, target.campaign, cursor=page["next_cursor"]) == [second]


def test_a_cursor_of_a_creator_whom_a_search_has_dropped_leads_behind_their_score(
    target: TargetCampaign,
) -> None:
    best, second, last = (target.creator(rate=rate) for rate in (0.9, 0.8, 0.1))
    match(target.owner, target.campaign)
    page = get(target.owner, f"/campaigns/{target.campaign}/matches", limit="2").body
    match(target.owner, target.campaign, limit=1)
    assert listed(target.owner, target.campaign, cursor=page["next_cursor"]) == []
    target.db.execute("update auth.users set status = 'banned' where id = %s", (second,))
    match(target.owner, target.campaign)
    assert listed(target.owner, target.campaign) == [best, last]
    assert listed(target.owner, target.campaign, cursor=page["next_cursor"]) == [last]


@pytest.mark.parametrize(
    "score",
    ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "1e999999", "1e-99999", "-1", "100.01", "99.999"],
)
def test_a_cursor_of_a_score_that_nobody_has_is_refused(target: TargetCampaign, score: str) -> None:
    creator = target.creator()
    match(target.owner, target.campaign)
    path = f"/campaigns/{target.campaign}/matches"
    answer = get(target.owner, path, cursor=encode_cursor(score, creator))
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_who_gave_the_role_up_or_was_erased_is_not_listed(target: TargetCampaign) -> None:
    former, erased, stays = (target.creator() for _ in range(3))
    match(target.owner, target.campaign)
    target.db.execute("delete from user_roles where user_id = %s", (former,))
    target.db.execute("insert into erasure_requests (user_id, due_at) values (%s, now())", (erased,))
    target.db.execute("select app.erase_user(id) from erasure_requests")
    assert listed(target.owner, target.campaign) == [stays]


def test_another_tenant_reads_no_saved_matches_from_the_database_either(target: TargetCampaign) -> None:
    creator, rival = target.creator(), make_user(target.db, "brand")
    match(target.owner, target.campaign)

    def read(user: UUID) -> list[Any]:
        with target.db.transaction():
            target.db.execute("select app.begin_request(%s)", (Jsonb({"sub": str(user)}),))
            target.db.execute("set local role authenticated")
            return target.db.execute(
                "select creator_user_id from app.saved_matches(%s, 10, null, null)", (target.campaign,)
            ).fetchall()

    assert read(target.owner) == [(creator,)]
    assert read(rival) == read(creator) == []
