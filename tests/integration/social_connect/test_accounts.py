"""One account per person and platform, one person per account, whoever comes at once; and back to nobody."""

from functools import partial
from typing import Any
from uuid import UUID

import pytest

from common.adapters.social.port import PlatformUnavailable, Profile, Tokens
from common.adapters.social.stub import StubSocialAdapter
from common.models.platform import Platform
from social_connect import worker
from social_connect.accounts import repository
from tests.concurrency import call_at_once
from tests.conftest import Database
from tests.factories.events import LambdaContext
from tests.factories.social import (
    authorize,
    come_back,
    connect,
    edge,
    open_callback,
    pages,
    redeem,
    request,
    take_ticket,
    tokens_of,
)


def test_an_account_of_somebody_else_is_refused_and_stays_theirs(
    database: Database, creator: UUID, rival: UUID
) -> None:
    account = connect(creator, "instagram", "carla~1")
    assert come_back(rival, "instagram", "carla~2").body["code"] == "SOCIAL_ACCOUNT_TAKEN"
    refused = edge("connect-platform", user=rival, platform="instagram", code="carla~3")
    assert (refused.status, refused.body["code"]) == (409, "SOCIAL_ACCOUNT_TAKEN")
    assert request("GET", "/accounts", user=rival).body["data"] == []
    assert tokens_of(database, account["id"]) == ("instagram.carla.0", None)


def test_a_refused_account_takes_no_history_away_neither_ones_own_nor_anothers(
    creator: UUID, rival: UUID
) -> None:
    own, foreign = connect(rival, "tiktok", "rita~1"), connect(creator, "tiktok", "carla~1")
    request("DELETE", "/accounts/tiktok", user=rival)
    taken = edge("connect-platform", user=rival, platform="tiktok", code="carla~2")
    assert taken.body["code"] == "SOCIAL_ACCOUNT_TAKEN"
    assert request("GET", "/accounts/tiktok", user=rival).body["id"] == own["id"]
    other = edge("connect-platform", user=creator, platform="tiktok", code="rita~3")
    assert other.body["code"] == "OTHER_ACCOUNT_CONNECTED"
    assert request("GET", "/accounts/tiktok", user=rival).body["id"] == own["id"]
    assert request("GET", "/accounts/tiktok", user=creator).body["id"] == foreign["id"]


def test_a_second_account_of_a_platform_is_refused_until_the_first_is_disconnected(creator: UUID) -> None:
    first = connect(creator, "tiktok", "carla~1")
    refused = edge("connect-platform", user=creator, platform="tiktok", code="carla-at-work~1")
    assert (refused.status, refused.body["code"]) == (409, "OTHER_ACCOUNT_CONNECTED")
    assert refused.body["details"] == [{"username": "carla"}]
    assert edge("disconnect-platform", user=creator, platform="tiktok").status == 200
    second = connect(creator, "tiktok", "carla-at-work~2")
    assert (second["username"], second["id"] != first["id"]) == ("carla-at-work", True)


def test_a_disconnected_account_is_free_for_somebody_else(creator: UUID, rival: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    edge("disconnect-platform", user=creator, platform="tiktok")
    assert connect(rival, "tiktok", "carla~2")["username"] == "carla"
    assert request("GET", "/accounts", user=creator).body["data"] == []


def test_a_disconnected_account_comes_back_as_it_was(creator: UUID) -> None:
    before = connect(creator, "tiktok", "carla~1")
    edge("disconnect-platform", user=creator, platform="tiktok")
    after = connect(creator, "tiktok", "carla~2")
    assert (after["id"], after["status"]) == (before["id"], "connected")


def test_disconnecting_deletes_the_tokens_and_tells_the_platform(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[Tokens] = []
    monkeypatch.setattr(StubSocialAdapter, "revoke", lambda _, tokens: told.append(tokens))
    account = connect(creator, "tiktok", "carla~1")
    gone = request("DELETE", "/accounts/tiktok", user=creator)
    assert (gone.status, gone.body["status"], gone.body["scopes"]) == (200, "revoked", [])
    assert tokens_of(database, account["id"]) == (None, None)
    assert [(one.access_token, one.refresh_token) for one in told] == [("tiktok.carla.0", "tiktok.carla.0")]
    again = edge("disconnect-platform", user=creator, platform="tiktok")
    assert (again.status, again.body["status"], len(told)) == (200, "revoked", 1)


@pytest.mark.parametrize("error", ["unavailable", "broken seal", "not configured"])
def test_whatever_the_platform_says_the_tokens_are_gone(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch, error: str
) -> None:
    name = "revoke-unavailable~1" if error == "unavailable" else "carla~1"
    account = connect(creator, "tiktok", name)
    if error == "broken seal":
        with database.connect() as db:
            db.execute("update social_accounts set access_token = 'other'::bytea")
    if error == "not configured":

        def off(_: Platform) -> StubSocialAdapter:
            raise PlatformUnavailable("off")

        monkeypatch.setattr("social_connect.accounts.service.social_adapter", off)
    assert edge("disconnect-platform", user=creator, platform="tiktok").body["status"] == "revoked"
    assert tokens_of(database, account["id"]) == (None, None)


def test_what_was_never_connected_cannot_be_disconnected(creator: UUID, rival: UUID) -> None:
    connect(creator, "tiktok", "carla~1")
    for answer in (
        edge("disconnect-platform", user=rival, platform="tiktok"),
        request("DELETE", "/accounts/tiktok", user=rival),
        request("DELETE", "/accounts/youtube", user=creator),
        edge("disconnect-platform", service=True, platform="tiktok"),
    ):
        assert (answer.status, answer.body["code"]) == (404, "NOT_FOUND")
    assert request("GET", "/accounts/tiktok", user=creator).body["status"] == "connected"


def test_of_callbacks_with_one_state_one_gets_a_ticket(
    creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = authorize(creator, "tiktok")
    results = call_at_once(
        monkeypatch, [partial(open_callback, "tiktok", state=state, code=f"carla~{n}") for n in range(4)]
    )
    assert sorted(result.get("error", "ok") for result in results) == ["OAUTH_STATE_INVALID"] * 3 + ["ok"]


def test_of_redemptions_of_one_ticket_one_connects(creator: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    ticket = take_ticket(creator, "tiktok", "carla~1")
    answers = call_at_once(monkeypatch, [partial(redeem, creator, ticket)] * 4)
    assert sorted(answer.body.get("code", "ok") for answer in answers) == ["OAUTH_TICKET_INVALID"] * 3 + [
        "ok"
    ]


def test_a_row_that_somebody_else_made_meanwhile_is_found_and_sealed_for(
    database: Database, creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the choice of the id and the insert, another round trip of the same person ends."""
    chosen = repository.choose_id
    ended: list[bool] = []

    def choose(tx: Any, user: UUID, platform: Platform, account: str) -> UUID:
        made = chosen(tx, user, platform, account)
        if not ended:
            ended.append(True)
            profile = StubSocialAdapter(platform).profile("tiktok.carla.0")
            with database.connect() as db:
                db.execute(
                    "insert into social_accounts (user_id, platform, platform_user_id, username)"
                    " values (%s, 'tiktok', %s, 'carla')",
                    (user, profile.platform_user_id),
                )
        return made

    monkeypatch.setattr(repository, "choose_id", choose)
    account = connect(creator, "tiktok", "carla~1")
    assert tokens_of(database, account["id"])[0] == "tiktok.carla.0"


def test_long_and_odd_names_fit(creator: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = Profile("id", "x" * 5_000, "ü" * 5_000, None, None, 0)
    monkeypatch.setattr(StubSocialAdapter, "profile", lambda *_: odd)
    account = connect(creator, "tiktok", "carla~1")
    assert (len(account["username"]), len(account["display_name"])) == (200, 200)


def test_administrators_see_all_accounts_and_others_their_own(
    database: Database, creator: UUID, rival: UUID, admin: UUID
) -> None:
    connect(creator, "tiktok", "carla~1")
    connect(creator, "youtube", "carla~1")
    connect(rival, "tiktok", "rival~1")
    assert [one["platform"] for one in pages("/accounts", creator, 1)] == ["youtube", "tiktok"]
    assert len(pages("/accounts", rival, 10)) == 1
    assert len(pages("/accounts", admin, 2)) == 3
    assert len(pages("/accounts", admin, 2, platform="tiktok", status="connected")) == 2
    assert pages("/accounts", creator, 2, status="expired") == []


@pytest.mark.parametrize(
    ("granted", "missing"),
    [
        ("{user.info.basic,video.list}", ["followers", "username"]),
        ("{user.info.basic,user.info.profile,user.info.stats}", ["posts"]),
        ("{user.info.basic,user.info.profile,user.info.stats,video.list}", []),
        ("{}", []),
    ],
)
def test_what_the_person_left_out_is_told(
    database: Database, creator: UUID, granted: str, missing: list[str]
) -> None:
    connect(creator, "tiktok", "carla~1")
    with database.connect() as db:
        db.execute("update social_accounts set scopes = %s, asked_scopes = %s",
                   (granted, "{user.info.basic,user.info.profile,user.info.stats,video.list}"))  # fmt: skip
    account = request("GET", "/accounts/tiktok", user=creator).body
    assert account["missing_figures"] == missing
    if missing:
        assert account["notice"].startswith(
            f"Not shown to us: {', '.join(missing)}. Connect the account again"
        )
    else:
        assert account["notice"] is None


def test_what_was_asked_for_is_kept_when_an_account_is_connected_and_read(
    database: Database, creator: UUID
) -> None:
    assert connect(creator, "tiktok", "carla~1")["asked_scopes"] == ["stub"]
    with database.connect() as db:
        db.execute("update social_accounts set asked_scopes = '{}'")
    worker.lambda_handler({}, LambdaContext())
    assert request("GET", "/accounts/tiktok", user=creator).body["asked_scopes"] == ["stub"]


def test_connecting_asks_for_the_profile_with_what_was_granted(
    creator: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    profile = StubSocialAdapter.profile

    def asking(self: StubSocialAdapter, token: str, scopes: object = None) -> Profile:
        asked.append(scopes)
        return profile(self, token)

    monkeypatch.setattr(StubSocialAdapter, "profile", asking)
    connect(creator, "tiktok", "carla~1")
    assert asked == [("stub",)]
