"""X v2: a confidential client with Basic authentication and PKCE; every read costs money, so none is wasted."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

import httpx
from pydantic import BaseModel, Field

from common.adapters.social.answers import Text, Url, read
from common.adapters.social.api_refusals import require_x
from common.adapters.social.base import ClientAuth, Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.lenient import Figure, Flag, Many, Part, When, Words, batched, is_whole
from common.adapters.social.oauth_refusals import ConsentEnds
from common.adapters.social.port import LookUp, Post, Profile
from common.models.platform import Platform

USER_FIELDS = "public_metrics,profile_image_url,verified,description,protected"
POST_FIELDS = "public_metrics,created_at,author_id,note_tweet"
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
    followers_count: Figure = None


class _User(BaseModel):
    id: Text = Field(min_length=1, max_length=200)
    name: Words = ""
    username: Text = Field(min_length=1, max_length=200)
    profile_image_url: Url = None
    public_metrics: Part[_UserMetrics] = None
    protected: Flag = False


class _UserAnswer(BaseModel):
    data: _User


class _PostMetrics(BaseModel):
    retweet_count: Figure = None
    quote_count: Figure = None
    reply_count: Figure = None
    like_count: Figure = None
    bookmark_count: Figure = None
    impression_count: Figure = None


class _LongText(BaseModel):
    text: Text = Field(min_length=1)


class _Post(BaseModel):
    id: Text = Field(min_length=1)
    text: Words = ""
    note_tweet: Part[_LongText] = None
    author_id: Words = ""
    created_at: When = None
    public_metrics: Part[_PostMetrics] = None


class _Meta(BaseModel):
    result_count: Figure = None


class _Problem(BaseModel):
    resource_id: Text
    type: Words = ""
    title: Words = ""

    @property
    def says_gone(self) -> bool:
        return self.type.endswith("/resource-not-found") or self.title == "Not Found Error"


class _Posts(BaseModel):
    data: Many[_Post] = []
    meta: Part[_Meta] = None
    errors: Many[_Problem] = []


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

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:  # noqa: ARG002 - one for all
        """The user."""
        user = self._me(access_token)
        return Profile(
            platform_user_id=user.id,
            username=user.username,
            display_name=user.name,
            profile_url=f"https://x.com/{user.username}",
            avatar_url=user.profile_image_url,
            follower_count=user.public_metrics.followers_count if user.public_metrics else None,
            handle=user.username,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """The newest posts of their own; X counts the user in between once a day only."""
        user = self._me(access_token)
        if user.protected:
            return []
        response = self._get(
            f"{self._api}/users/{user.id}/tweets",
            access_token,
            {
                "max_results": max(FEWEST_PER_PAGE, min(limit, MOST_PER_PAGE)),
                "exclude": "retweets,replies",
                "tweet.fields": POST_FIELDS,
            },
        )
        answer = read(_Posts, response)
        is_told = answer.data or is_whole(answer.data) or (answer.meta and answer.meta.result_count == 0)
        return [_post(found) for found in answer.data[:limit]] if is_told else None

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:
        """Posts by id, a hundred a question; a protected account shows nobody any."""
        if not ids or self._me(access_token).protected:
            return LookUp([], frozenset(ids))
        posts: list[Post] = []
        gone: set[str] = set()
        for batch in batched(ids, MOST_PER_PAGE):
            response = self._get(
                f"{self._api}/tweets", access_token, {"ids": ",".join(batch), "tweet.fields": POST_FIELDS}
            )
            answer = read(_Posts, response)
            posts += [_post(found) for found in answer.data if found.author_id == owner]
            gone |= {problem.resource_id for problem in answer.errors if problem.says_gone} & set(batch)
            if is_whole(answer.data):
                told = {found.id for found in answer.data} | {each.resource_id for each in answer.errors}
                gone |= set(batch) - told
        return LookUp(posts, frozenset(gone))

    def _require_success(self, response: httpx.Response) -> None:
        require_x(response)

    def _me(self, access_token: str) -> _User:
        response = self._get(f"{self._api}/users/me", access_token, {"user.fields": USER_FIELDS})
        return read(_UserAnswer, response).data


def _post(found: _Post) -> Post:
    figures = found.public_metrics or _PostMetrics()
    return Post(
        platform_post_id=found.id,
        url=f"https://x.com/i/web/status/{found.id}",
        caption=found.note_tweet.text if found.note_tweet else found.text,
        posted_at=found.created_at,
        views=figures.impression_count,
        likes=figures.like_count,
        comments=figures.reply_count,
        shares=_sum(figures.retweet_count, figures.quote_count),
        saves=figures.bookmark_count,
    )


def _sum(*figures: int | None) -> int | None:
    """Of what is told; None where nothing is."""
    told = [figure for figure in figures if figure is not None]
    return sum(told) if told else None
