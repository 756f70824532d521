"""Instagram API with Instagram Login: professional accounts, tokens of sixty days that renew themselves."""

from dataclasses import dataclass
from typing import ClassVar

import httpx

from common.adapters.social.answers import ReadNotAllowed, TokenAnswer, read, read_if, shares
from common.adapters.social.api_refusals import require_graph, require_login
from common.adapters.social.base import Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.instagram_answers import (
    Demographics,
    Insights,
    LongToken,
    Me,
    Media,
    MediaPage,
    ShortToken,
    ShortTokens,
)
from common.adapters.social.port import Audience, Post, Profile, Tokens
from common.models.platform import Platform

SUFFIX = "#_"
"""Instagram appends it to the redirect; it is no part of the code."""
PROFILE_FIELDS = (
    "user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count"
)
POST_FIELDS = "id,caption,permalink,timestamp,like_count,comments_count"
GENDERS = {"F": "female", "M": "male"}
MOST_POSTS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class InstagramEndpoints(Endpoints):
    """Meta's own pages disagree about the first (`api.instagram.com` is the other form)."""

    authorize: str = "https://www.instagram.com/oauth/authorize"
    token: str = "https://api.instagram.com/oauth/access_token"  # noqa: S105 - an address
    graph: str = "https://graph.instagram.com"
    version: str = "v26.0"


class Instagram(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. A token can be renewed once it is a day old."""

    platform = Platform.INSTAGRAM
    scopes = ("instagram_business_basic", "instagram_business_manage_insights")
    scope_separator: ClassVar[str] = ","

    def __init__(self, client: OAuthClient, endpoints: InstagramEndpoints) -> None:
        super().__init__(client, endpoints)
        self._endpoints = endpoints
        self._base = f"{endpoints.graph}/{endpoints.version}"

    def exchange(self, code: str, code_verifier: str | None) -> Tokens:
        """A token of an hour for the code, and one of sixty days for that."""
        short = self._exchanged(code.removesuffix(SUFFIX), code_verifier)
        response = self._get(
            f"{self._endpoints.graph}/access_token",
            None,
            {
                "grant_type": "ig_exchange_token",
                "client_secret": self._client.client_secret,
                "access_token": short.access_token,
            },
        )
        return read(LongToken, response).tokens(short.tokens())

    def refresh(self, tokens: Tokens) -> Tokens:
        """The access token, extended by sixty days."""
        response = self._get(
            f"{self._endpoints.graph}/refresh_access_token",
            None,
            {"grant_type": "ig_refresh_token", "access_token": tokens.access_token},
        )
        return read(LongToken, response).tokens(tokens)

    def profile(self, access_token: str) -> Profile:
        """The professional account."""
        me = read(Me, self._graph("me", access_token, fields=PROFILE_FIELDS))
        return Profile(
            platform_user_id=me.user_id,
            username=me.username,
            display_name=me.name,
            profile_url=f"https://www.instagram.com/{me.username}/",
            avatar_url=me.profile_picture_url,
            follower_count=me.followers_count,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post]:
        """The newest media; views and shares are asked for one by one, and 0 where Instagram does not tell."""
        response = self._graph("me/media", access_token, fields=POST_FIELDS, limit=min(limit, MOST_POSTS))
        return [self._post(media, access_token) for media in read(MediaPage, response).data[:limit]]

    def audience(self, access_token: str) -> Audience | None:
        """Followers by country, age, gender; None for accounts that are too small for it."""
        try:
            countries, ages, genders = (
                self._demographic(breakdown, access_token) for breakdown in ("country", "age", "gender")
            )
        except ReadNotAllowed:
            return None
        if not countries and not ages and not genders:
            return None
        named = {GENDERS.get(name, "other"): share for name, share in genders.items()}
        return Audience(countries=countries, ages=ages, genders=named)

    def _post(self, media: Media, access_token: str) -> Post:
        figures = self._insights(media.id, access_token)
        return Post(
            platform_post_id=media.id,
            url=media.permalink,
            caption=media.caption,
            posted_at=media.timestamp,
            views=figures.get("views", 0),
            likes=media.like_count,
            comments=media.comments_count,
            shares=figures.get("shares", 0),
        )

    def _insights(self, media_id: str, access_token: str) -> dict[str, int]:
        try:
            response = self._graph(f"{media_id}/insights", access_token, metric="views,shares")
        except ReadNotAllowed:
            return {}
        return {
            metric.name: metric.values[0].value for metric in read(Insights, response).data if metric.values
        }

    def _demographic(self, breakdown: str, access_token: str) -> dict[str, float]:
        response = self._graph(
            "me/insights", access_token, metric="follower_demographics", period="lifetime",
            metric_type="total_value", breakdown=breakdown,
        )  # fmt: skip
        found = [
            result
            for each in read(Demographics, response).data
            for part in each.total_value.breakdowns
            for result in part.results
        ]
        return shares({result.dimension_values[0]: float(result.value) for result in found})

    def _graph(self, path: str, access_token: str, **params: object) -> httpx.Response:
        return self._get(f"{self._base}/{path}", None, {**params, "access_token": access_token})

    def _read_tokens(self, response: httpx.Response) -> TokenAnswer:
        """The short token, in the shape of Meta's page (a list) or in that of its server (flat)."""
        require_login(response)
        listed = read_if(ShortTokens, response)
        found = listed.data[0] if listed else read(ShortToken, response)
        return TokenAnswer(access_token=found.access_token, scope=found.permissions)

    def _require_success(self, response: httpx.Response) -> None:
        require_graph(response)
