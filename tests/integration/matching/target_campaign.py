"""A brand with a campaign, creators who come to it, and what may be asked about them."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from matching import api
from tests.factories.events import Answer, call, http_event
from tests.factories.people import make_user
from tests.typing import Connection

EDGE = "/functions/v1/matching-intelligence"


@dataclass
class TargetCampaign:
    """A brand with a campaign for food in Germany, 1,000 to 10,000 followers, on TikTok."""

    db: Connection
    owner: UUID
    campaign: UUID

    def creator(self, **facts: Any) -> UUID:
        """Ideal: 5,000 followers on TikTok, twice the usual engagement, food, Berlin; `facts` differ."""
        known = {
            "categories": ["food"], "country_code": "DE", "city": "Berlin", "platform": "tiktok",
            "followers": 5_000, "rate": 0.24,
        } | facts  # fmt: skip
        user = make_user(self.db, "creator", full_name="Carla")
        self.db.execute(
            "update creator_profiles set categories = %(categories)s, country_code = %(country_code)s,"
            " city = %(city)s where user_id = %(user)s",
            {**known, "user": user},
        )
        self.db.execute(
            "insert into social_accounts (user_id, platform, platform_user_id, username, follower_count,"
            " engagement_rate) values (%(user)s, %(platform)s, %(user)s, 'x', %(followers)s, %(rate)s)",
            {**known, "user": user},
        )
        return user


def match(user: UUID | None, campaign: object, *, service: bool = False, **more: object) -> Answer:
    body = {"campaign_id": str(campaign), **more}
    return call(api.lambda_handler, http_event("POST", EDGE, user=user, service=service, body=body))


def get(user: UUID | None, path: str, **query: str) -> Answer:
    return call(api.lambda_handler, http_event("GET", f"/api/v1{path}", user=user, query=query or None))


def scores(answer: Answer) -> dict[UUID, str]:
    assert answer.status == 200, answer.body
    return {UUID(m["creator_user_id"]): m["score"] for m in answer.body["matches"]}
