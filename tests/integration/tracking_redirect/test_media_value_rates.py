"""A media value stands on rates that somebody published, and names them; without any there is none."""

from typing import Any
from uuid import UUID

import pytest

from tests.conftest import Database
from tests.factories.links import ask
from tests.factories.money import Deal, make_deal
from tests.factories.posts import approve, make_post

RATES = "media-value-rates"
RATE: dict[str, Any] = {
    "per_mille_views": 333, "per_mille_engagements": 2_500, "source": "A study of advertising",
    "published_on": "2026-03-01", "source_url": "https://example.com/study",
}  # fmt: skip


@pytest.fixture
def deal(database: Database) -> Deal:
    """A campaign with two posts on TikTok and one on YouTube."""
    with database.connect() as db:
        made = make_deal(db, funds=100_000, budget=100_000)
        make_post(db, approve(db, made, 1_000), views=1_500, likes=1, comments=1)
        make_post(db, approve(db, made, 1_000), views=None, likes=3, comments=None)
        make_post(db, approve(db, made, 1_000), platform="youtube", views=10_000)
    return made


def value(deal: Deal, user: UUID | None = None, part: str = "") -> Any:
    path = f"campaigns/{deal.campaign}{part}/performance"
    return ask("GET", path, user or deal.owner).body["media_value"]


def test_without_a_published_rate_there_is_no_value(database: Database, owner: UUID, deal: Deal) -> None:
    assert ask("GET", RATES, owner).body == {"data": []}, "nobody invents one"
    assert value(deal) == {"value": None, "posts": 0, "rates": []}


def test_a_value_is_by_the_rates_of_its_platform_and_names_them(
    database: Database, admin: UUID, deal: Deal
) -> None:
    entered = ask("PUT", f"{RATES}/tiktok/usd", admin, body=RATE)
    assert entered.status == 200, entered.body
    # 1,500 views at 333, and two engagements at 2,500, per thousand: 499.5 + 5; YouTube has no rate.
    wanted = {"value": 505, "posts": 1, "rates": [entered.body]}
    assert value(deal) == wanted
    assert value(deal, deal.creator, f"/creators/{deal.creator}") == wanted, "a creator reads the rates, too"
    assert (entered.body["source_url"], entered.body["published_on"]) == (RATE["source_url"], "2026-03-01")
    ask("PUT", f"{RATES}/youtube/usd", admin, body=RATE | {"per_mille_engagements": None})
    assert (value(deal)["value"], value(deal)["posts"]) == (505 + 3_330, 2)


def test_a_rate_in_another_currency_values_nothing(admin: UUID, deal: Deal) -> None:
    assert ask("PUT", f"{RATES}/tiktok/eur", admin, body=RATE).status == 200
    assert value(deal)["value"] is None


def test_a_rate_is_replaced_and_taken_back_and_both_are_audited(
    database: Database, admin: UUID, deal: Deal
) -> None:
    first = ask("PUT", f"{RATES}/tiktok/usd", admin, body=RATE).body
    second = ask("PUT", f"{RATES}/tiktok/usd", admin, body=RATE | {"per_mille_views": 1_000}).body
    assert (second["id"], second["per_mille_views"]) == (first["id"], 1_000)
    assert [rate["per_mille_views"] for rate in ask("GET", RATES, deal.creator).body["data"]] == [1_000]
    assert ask("DELETE", f"{RATES}/tiktok/usd", admin).status == 204
    assert ask("DELETE", f"{RATES}/tiktok/usd", admin).status == 404
    assert value(deal) == {"value": None, "posts": 0, "rates": []}
    with database.connect() as db:
        audited = db.execute(
            "select count(*) from audit_logs where resource_type = 'media_value_rates' and user_id = %s",
            (admin,),
        ).fetchone()
    assert audited == (3,)


def test_only_administrators_enter_rates(database: Database, admin: UUID, deal: Deal) -> None:
    assert ask("PUT", f"{RATES}/tiktok/usd", admin, body=RATE).status == 200
    for user in (deal.owner, deal.creator):
        assert ask("PUT", f"{RATES}/tiktok/usd", user, body=RATE | {"per_mille_views": 9}).status == 403
        assert ask("DELETE", f"{RATES}/tiktok/usd", user).status == 403
    assert [rate["per_mille_views"] for rate in ask("GET", RATES, deal.owner).body["data"]] == [333]


@pytest.mark.parametrize(
    "change",
    [
        {"per_mille_views": None, "per_mille_engagements": None}, {"per_mille_views": 0}, {"per_mille_views": 10**12},
        {"per_mille_views": 1.5}, {"per_mille_views": "7"}, {"source": ""}, {"source": "\u200b"}, {"source": "x" * 201},
        {"source": "a\u202eb"}, {"source_url": "http://example.com/"}, {"source_url": "https://127.0.0.1/"},
        {"source_url": ""}, {"published_on": "0001-01-01"}, {"published_on": "soon"}, {"more": 1},
    ],
)  # fmt: skip
def test_what_names_no_source_or_no_rate_is_malformed(admin: UUID, change: dict[str, object]) -> None:
    answer = ask("PUT", f"{RATES}/tiktok/usd", admin, body=RATE | change)
    assert (answer.status, answer.body["code"]) == (422, "VALIDATION_FAILED")
    assert ask("GET", RATES, admin).body["data"] == []


@pytest.mark.parametrize("name", ["myspace/usd", "tiktok/xxx", "tiktok/USD", "tiktok/huf"])
def test_an_unknown_platform_or_a_currency_of_no_wallet_is_malformed(admin: UUID, name: str) -> None:
    assert ask("PUT", f"{RATES}/{name}", admin, body=RATE).status == 422
