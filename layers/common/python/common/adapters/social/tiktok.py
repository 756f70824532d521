"""TikTok v2: a client key instead of a client id, commas between scopes, refusals with status 200."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, ClassVar

import httpx
from authlib.common.urls import add_params_to_qs
from pydantic import BaseModel, Field

from common.adapters.social.answers import ReadNotAllowed, Text, Url, read
from common.adapters.social.api_refusals import require_tiktok
from common.adapters.social.base import ClientAuth, Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.lenient import Figure, Flag, Many, Part, Words, batched, is_whole
from common.adapters.social.port import LookUp, Post, Profile, Tokens
from common.models.platform import Platform

PROFILE_FIELDS = {
    "user.info.basic": "open_id,union_id,display_name,avatar_url",
    "user.info.profile": "username,is_verified",
    "user.info.stats": "follower_count,following_count,likes_count,video_count",
}
"""By the scope that shows them: TikTok refuses the whole question where one of its fields is not granted."""
BASICS = ("user.info.basic",)
POST_FIELDS = (
    "id,title,video_description,share_url,create_time,view_count,like_count,comment_count,share_count"
)
MOST_PER_PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class TikTokEndpoints(Endpoints):
    """Where TikTok is."""

    authorize: str = "https://www.tiktok.com/v2/auth/authorize/"
    token: str = "https://open.tiktokapis.com/v2/oauth/token/"  # noqa: S105 - an address
    revoke: str | None = "https://open.tiktokapis.com/v2/oauth/revoke/"
    api: str = "https://open.tiktokapis.com/v2"


def client_key(client: Any, _method: str, uri: str, headers: Any, body: Any) -> tuple[str, Any, Any]:
    """Sign a token request as TikTok wants it."""
    signed = add_params_to_qs(
        body or "", [("client_key", client.client_id), ("client_secret", client.client_secret)]
    )
    if "Content-Length" in headers:
        headers["Content-Length"] = str(len(signed))
    return uri, headers, signed


class _User(BaseModel):
    open_id: Text = Field(min_length=1, max_length=200)
    username: Words = ""
    display_name: Words = ""
    avatar_url: Url = None
    follower_count: Figure = None


class _UserData(BaseModel):
    user: _User


class _UserAnswer(BaseModel):
    data: _UserData


class _Video(BaseModel):
    id: Text = Field(min_length=1)
    title: Words = ""
    video_description: Words = ""
    share_url: Url = None
    create_time: Part[Annotated[int, Field(ge=0, lt=2**33)]] = None
    view_count: Figure = None
    like_count: Figure = None
    comment_count: Figure = None
    share_count: Figure = None


class _Videos(BaseModel):
    videos: Many[_Video] = []
    cursor: Figure = None
    has_more: Flag = False


class _VideosAnswer(BaseModel):
    data: Part[_Videos] = None


class TikTok(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. PKCE is for its mobile and desktop clients only."""

    platform = Platform.TIKTOK
    scopes = (*PROFILE_FIELDS, "video.list")
    scope_separator: ClassVar[str] = ","
    client_auth: ClassVar[str | ClientAuth] = staticmethod(client_key)

    def __init__(self, client: OAuthClient, endpoints: TikTokEndpoints) -> None:
        super().__init__(client, endpoints)
        self._api = endpoints.api

    def authorize_url(self, state: str, code_challenge: str | None) -> str:
        """With `client_key` in the place of `client_id`."""
        url = httpx.URL(super().authorize_url(state, code_challenge))
        return str(url.copy_remove_param("client_id").copy_add_param("client_key", self._client.client_id))

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:
        """The user, as far as the person shows it; the basics where more was granted once and is not any more."""
        granted = [scope for scope in PROFILE_FIELDS if not scopes or scope in {*scopes, *BASICS}]
        try:
            user = self._user(access_token, granted)
        except ReadNotAllowed:
            user = self._user(access_token, BASICS)
        return Profile(
            platform_user_id=user.open_id,
            username=user.username or user.display_name or user.open_id,
            display_name=user.display_name,
            profile_url=f"https://www.tiktok.com/@{user.username}" if user.username else None,
            avatar_url=user.avatar_url,
            follower_count=user.follower_count,
            handle=user.username or None,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """The newest public videos; None without the scope for them."""
        found: list[_Video] = []
        cursor: int | None = None
        while len(found) < limit:
            asked: dict[str, int] = {"max_count": min(MOST_PER_PAGE, limit - len(found))}
            if cursor is not None:
                asked["cursor"] = cursor
            page = self._videos("list", access_token, asked)
            if page is None or not (page.videos or is_whole(page.videos)):
                return [_post(video) for video in found] or None
            found += page.videos
            if not page.has_more or not page.videos or page.cursor is None:
                break
            cursor = page.cursor
        return [_post(video) for video in found[:limit]]

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:  # noqa: ARG002 - answers own videos only
        """Videos by id, twenty a question."""
        posts: list[Post] = []
        gone: set[str] = set()
        for batch in batched(ids, MOST_PER_PAGE):
            page = self._videos("query", access_token, {"filters": {"video_ids": batch}}) or _Videos()
            posts += [_post(video) for video in page.videos]
            if is_whole(page.videos):
                gone |= set(batch) - {video.id for video in page.videos}
        return LookUp(posts, frozenset(gone))

    def _revocable(self, tokens: Tokens) -> str:
        return tokens.access_token

    def _user(self, access_token: str, scopes: Collection[str]) -> _User:
        fields = ",".join(fields for scope, fields in PROFILE_FIELDS.items() if scope in scopes)
        response = self._get(f"{self._api}/user/info/", access_token, {"fields": fields})
        return read(_UserAnswer, response).data.user

    def _videos(self, which: str, access_token: str, asked: Mapping[str, object]) -> _Videos | None:
        """None where the person did not grant it, or TikTok sends none."""
        try:
            response = self._ask(
                "POST",
                f"{self._api}/video/{which}/",
                access_token,
                params={"fields": POST_FIELDS},
                json=asked,
            )
        except ReadNotAllowed:
            return None
        return read(_VideosAnswer, response).data

    def _require_success(self, response: httpx.Response) -> None:
        require_tiktok(response)


def _post(video: _Video) -> Post:
    return Post(
        platform_post_id=video.id,
        url=video.share_url,
        caption=video.video_description or video.title,
        posted_at=datetime.fromtimestamp(video.create_time, UTC) if video.create_time is not None else None,
        views=video.view_count,
        likes=video.like_count,
        comments=video.comment_count,
        shares=video.share_count,
    )
