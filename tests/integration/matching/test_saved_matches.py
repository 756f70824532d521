"""What a search left behind is listed without those whom no search would find now."""

from typing import Any
from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from common.pagination import encode_cursor
from tests.factories.people import make_user
from tests.integration.matching.target_campaign import Fair, get, match


def listed(user: UUID | None, campaign: UUID, **query: str) -> list[UUID]:
    answer = get(user, f"/campaigns/{campaign}/matches", **query)
    assert answer.status == 200, answer.body
    return [UUID(match["creator_user_id"]) for match in answer.body["data"]]


@pytest.mark.parametrize("status", ["banned", "suspended"])
def test_who_is_barred_leaves_what_was_saved_and_comes_back(fair: Fair, status: str) -> None:
    first, barred, last = sorted(fair.creator() for _ in range(3))
    match(fair.owner, fair.campaign)
    set_status = "update auth.users set status = %s where id = %s"
    fair.db.execute(set_status, (status, barred))
    for reader in (fair.owner, make_user(fair.db, "admin")):
        assert listed(reader, fair.campaign) == [first, last]
    assert listed(fair.owner, fair.campaign, limit="2") == [first, last], "a page is full without them"
    fair.db.execute(set_status, ("active", barred))
    assert listed(fair.owner, fair.campaign) == [first, barred, last]


def test_a_cursor_of_a_creator_who_is_banned_meanwhile_leads_on(fair: Fair) -> None:
    first, second = sorted(fair.creator() for _ in range(2))
    match(fair.owner, fair.campaign)
    page = get(fair.owner, f"/campaigns/{fair.campaign}/matches", limit="1").body
    fair.db.execute("update auth.users set status = 'banned' where id = %s", (first,))
    assert listed(fair.owner, fair.campaign, cursor=page["next_cursor"]) == [second]


@pytest.mark.parametrize(
    "score",
    ["NaN", "sNaN", "-NaN", "Infinity", "-Infinity", "1e999999", "1e-99999", "-1", "100.01", "99.999"],
)
def test_a_cursor_of_a_score_that_nobody_has_is_refused(fair: Fair, score: str) -> None:
    creator = fair.creator()
    match(fair.owner, fair.campaign)
    path = f"/campaigns/{fair.campaign}/matches"
    answer = get(fair.owner, path, cursor=encode_cursor(score, creator))
    assert (answer.status, answer.body["code"]) == (422, "CURSOR_INVALID")


def test_who_gave_the_role_up_or_was_erased_is_not_listed(fair: Fair) -> None:
    former, erased, stays = (fair.creator() for _ in range(3))
    match(fair.owner, fair.campaign)
    fair.db.execute("delete from user_roles where user_id = %s", (former,))
    fair.db.execute("insert into erasure_requests (user_id, due_at) values (%s, now())", (erased,))
    fair.db.execute("select app.erase_user(id) from erasure_requests")
    assert listed(fair.owner, fair.campaign) == [stays]


def test_another_tenant_reads_no_saved_matches_from_the_database_either(fair: Fair) -> None:
    creator, rival = fair.creator(), make_user(fair.db, "brand")
    match(fair.owner, fair.campaign)

    def read(user: UUID) -> list[Any]:
        with fair.db.transaction():
            fair.db.execute("select app.begin_request(%s)", (Jsonb({"sub": str(user)}),))
            fair.db.execute("set local role authenticated")
            return fair.db.execute(
                "select creator_user_id from app.saved_matches(%s, 10, null, null)", (fair.campaign,)
            ).fetchall()

    assert read(fair.owner) == [(creator,)]
    assert read(rival) == read(creator) == []
