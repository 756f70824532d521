"""X v2: a confidential client with Basic authentication and PKCE; every read costs money, so none is wasted."""

import re
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

import httpx
from pydantic import BaseModel, Field

from common.adapters.social.answers import Count, Text, Url, read
from common.adapters.social.api_refusals import require_x
from common.adapters.social.base import ClientAuth, Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.oauth_refusals import ConsentEnds
from common.adapters.social.port import Post, Profile
from common.models.platform import Platform

USER_FIELDS = "public_metrics,profile_image_url,verified,description"
VALUE_IS_DEAD = re.compile(r"value passed for the (?:token|authorization code) was invalid", re.IGNORECASE)
FEWEST_PER_PAGE, MOST_PER_PAGE = 5, 100


@dataclass(frozen=True, slots=True, kw_only=True)
class TwitterEndpoints(Endpoints):
    """Where X is."""

    authorize: str = "https://x.com/i/oauth2/authorize"
    token: str = "https://api.x.com/2/oauth2/token"  # noqa: S105 - an address
    revoke: str | None = "https://api.x.com/2/oauth2/revoke"
    api: str = "https://api.x.com/2"


class _UserMetrics(BaseModel):
    followers_count: Count


class _User(BaseModel):
    id: Text = Field(min_length=1, max_length=200)
    name: Text = ""
    username: Text = Field(min_length=1, max_length=200)
    profile_image_url: Url = None
    public_metrics: _UserMetrics | None = None


class _UserAnswer(BaseModel):
    data: _User


class _PostMetrics(BaseModel):
    retweet_count: Count = 0
    quote_count: Count = 0
    reply_count: Count = 0
    like_count: Count = 0
    impression_count: Count = 0


class _Post(BaseModel):
    id: Text
    text: Text = ""
    created_at: datetime | None = None
    public_metrics: _PostMetrics = _PostMetrics()


class _Posts(BaseModel):
    data: list[_Post] = []


class Twitter(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. Its refresh tokens rotate, its codes live thirty seconds."""

    platform = Platform.TWITTER
    uses_pkce = True
    scopes = ("tweet.read", "users.read", "offline.access")
    client_auth: ClassVar[str | ClientAuth] = "client_secret_basic"
    consent_ends: ClassVar[ConsentEnds] = ConsentEnds(sentences={"invalid_request": VALUE_IS_DEAD})

    def __init__(self, client: OAuthClient, endpoints: TwitterEndpoints) -> None:
        super().__init__(client, endpoints)
        self._api = endpoints.api

    def profile(self, access_token: str) -> Profile:
        """The user."""
        user = self._me(access_token)
        return Profile(
            platform_user_id=user.id,
            username=user.username,
            display_name=user.name,
            profile_url=f"https://x.com/{user.username}",
            avatar_url=user.profile_image_url,
            follower_count=user.public_metrics.followers_count if user.public_metrics else None,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post]:
        """The newest posts of their own; X counts the user in between once a day only."""
        response = self._get(
            f"{self._api}/users/{self._me(access_token).id}/tweets",
            access_token,
            {
                "max_results": max(FEWEST_PER_PAGE, min(limit, MOST_PER_PAGE)),
                "exclude": "retweets,replies",
                "tweet.fields": "public_metrics,created_at",
            },
        )
        return [_post(found) for found in read(_Posts, response).data[:limit]]

    def _require_success(self, response: httpx.Response) -> None:
        require_x(response)

    def _me(self, access_token: str) -> _User:
        response = self._get(f"{self._api}/users/me", access_token, {"user.fields": USER_FIELDS})
        return read(_UserAnswer, response).data


def _post(found: _Post) -> Post:
    figures = found.public_metrics
    return Post(
        platform_post_id=found.id,
        url=f"https://x.com/i/web/status/{found.id}",
        caption=found.text,
        posted_at=found.created_at,
        views=figures.impression_count,
        likes=figures.like_count,
        comments=figures.reply_count,
        shares=figures.retweet_count + figures.quote_count,
    )
