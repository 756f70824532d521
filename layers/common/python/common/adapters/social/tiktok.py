"""TikTok v2: a client key instead of a client id, commas between scopes, refusals with status 200."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, ClassVar

import httpx
from authlib.common.urls import add_params_to_qs
from pydantic import BaseModel, Field

from common.adapters.social.answers import Count, ReadNotAllowed, Text, Url, read
from common.adapters.social.api_refusals import require_tiktok
from common.adapters.social.base import ClientAuth, Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.port import Post, Profile, Tokens
from common.models.platform import Platform

PROFILE_FIELDS = (
    "open_id,union_id,display_name,avatar_url,username,is_verified,"
    "follower_count,following_count,likes_count,video_count"
)
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
    username: Text = ""
    display_name: Text = ""
    avatar_url: Url = None
    follower_count: Count | None = None


class _UserData(BaseModel):
    user: _User


class _UserAnswer(BaseModel):
    data: _UserData


class _Video(BaseModel):
    id: Text
    title: Text = ""
    video_description: Text = ""
    share_url: Url = None
    create_time: int | None = Field(None, ge=0, lt=2**33)
    view_count: Count = 0
    like_count: Count = 0
    comment_count: Count = 0
    share_count: Count = 0


class _Videos(BaseModel):
    videos: list[_Video] = []
    cursor: int | None = None
    has_more: bool = False


class _VideosAnswer(BaseModel):
    data: _Videos


class TikTok(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. PKCE is for its mobile and desktop clients only."""

    platform = Platform.TIKTOK
    scopes = ("user.info.basic", "user.info.profile", "user.info.stats", "video.list")
    scope_separator: ClassVar[str] = ","
    client_auth: ClassVar[str | ClientAuth] = staticmethod(client_key)

    def __init__(self, client: OAuthClient, endpoints: TikTokEndpoints) -> None:
        super().__init__(client, endpoints)
        self._api = endpoints.api

    def authorize_url(self, state: str, code_challenge: str | None) -> str:
        """With `client_key` in the place of `client_id`."""
        url = httpx.URL(super().authorize_url(state, code_challenge))
        return str(url.copy_remove_param("client_id").copy_add_param("client_key", self._client.client_id))

    def profile(self, access_token: str) -> Profile:
        """The user, as far as the person let us: name and figures are scopes of their own."""
        user = read(
            _UserAnswer, self._get(f"{self._api}/user/info/", access_token, {"fields": PROFILE_FIELDS})
        ).data.user
        return Profile(
            platform_user_id=user.open_id,
            username=user.username or user.display_name or user.open_id,
            display_name=user.display_name,
            profile_url=f"https://www.tiktok.com/@{user.username}" if user.username else None,
            avatar_url=user.avatar_url,
            follower_count=user.follower_count,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post]:
        """The newest public videos."""
        found: list[_Video] = []
        cursor: int | None = None
        while len(found) < limit:
            asked: dict[str, int] = {"max_count": min(MOST_PER_PAGE, limit - len(found))}
            if cursor is not None:
                asked["cursor"] = cursor
            page = self._videos(access_token, asked)
            found += page.videos
            if not page.has_more or not page.videos or page.cursor is None:
                break
            cursor = page.cursor
        return [_post(video) for video in found[:limit]]

    def _revocable(self, tokens: Tokens) -> str:
        return tokens.access_token

    def _videos(self, access_token: str, asked: dict[str, int]) -> _Videos:
        try:
            response = self._ask(
                "POST", f"{self._api}/video/list/", access_token, params={"fields": POST_FIELDS}, json=asked
            )
        except ReadNotAllowed:
            return _Videos()
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
