"""YouTube by Google: consent scope by scope, refresh tokens that stay, figures as texts, a quota by the day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import httpx
from pydantic import BaseModel, Field

from common.adapters.social.answers import Count, ReadNotAllowed, Text, Url, read, shares
from common.adapters.social.api_refusals import require_google
from common.adapters.social.base import Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.port import Audience, Post, Profile, TokenRefused, Tokens
from common.models.platform import Platform

READS = "https://www.googleapis.com/auth/youtube.readonly"
ANALYSES = "https://www.googleapis.com/auth/yt-analytics.readonly"
MOST_PER_PAGE = 50
AUDIENCE_OF = timedelta(days=90)
GENDERS = {"female": "female", "male": "male"}


@dataclass(frozen=True, slots=True, kw_only=True)
class YouTubeEndpoints(Endpoints):
    """Where Google is."""

    authorize: str = "https://accounts.google.com/o/oauth2/v2/auth"
    token: str = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
    revoke: str | None = "https://oauth2.googleapis.com/revoke"
    api: str = "https://www.googleapis.com/youtube/v3"
    analytics: str = "https://youtubeanalytics.googleapis.com/v2"


class _Thumbnail(BaseModel):
    url: Url = None


class _ChannelSnippet(BaseModel):
    title: Text = ""
    custom_url: Text = Field("", alias="customUrl")
    thumbnails: dict[str, _Thumbnail] = {}


class _ChannelStatistics(BaseModel):
    subscribers: Count | None = Field(None, alias="subscriberCount")
    hidden: bool = Field(default=False, alias="hiddenSubscriberCount")


class _Channel(BaseModel):
    id: Text = Field(min_length=1, max_length=200)
    snippet: _ChannelSnippet
    statistics: _ChannelStatistics


class _Channels(BaseModel):
    items: list[_Channel] = []


class _Playlists(BaseModel):
    uploads: Text = Field(min_length=1)


class _Content(BaseModel):
    playlists: _Playlists = Field(alias="relatedPlaylists")


class _ChannelContent(BaseModel):
    content: _Content = Field(alias="contentDetails")


class _ChannelContents(BaseModel):
    items: list[_ChannelContent] = []


class _ItemContent(BaseModel):
    video_id: Text = Field(alias="videoId", min_length=1)


class _PlaylistItem(BaseModel):
    content: _ItemContent = Field(alias="contentDetails")


class _PlaylistItems(BaseModel):
    items: list[_PlaylistItem] = []


class _VideoSnippet(BaseModel):
    title: Text = ""
    published_at: datetime | None = Field(None, alias="publishedAt")


class _VideoStatistics(BaseModel):
    views: Count = Field(0, alias="viewCount")
    likes: Count = Field(0, alias="likeCount")
    comments: Count = Field(0, alias="commentCount")


class _Video(BaseModel):
    id: Text
    snippet: _VideoSnippet
    statistics: _VideoStatistics = _VideoStatistics.model_validate({})


class _Videos(BaseModel):
    items: list[_Video] = []


class _Viewers(BaseModel):
    rows: list[tuple[str, str, float]] = []


class _Countries(BaseModel):
    rows: list[tuple[str, float]] = []


class YouTube(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. `prompt=consent`: else Google gives no second refresh token."""

    platform = Platform.YOUTUBE
    uses_pkce = True
    scopes = (READS, ANALYSES)
    authorize_parameters: ClassVar[Mapping[str, str]] = {
        "access_type": "offline",
        "prompt": "consent",
        "include_granted_scopes": "true",
    }

    def __init__(self, client: OAuthClient, endpoints: YouTubeEndpoints) -> None:
        super().__init__(client, endpoints)
        self._api, self._reports = endpoints.api, f"{endpoints.analytics}/reports"

    def exchange(self, code: str, code_verifier: str | None) -> Tokens:
        """Tokens; refused where the person unticked what we cannot do without."""
        tokens = super().exchange(code, code_verifier)
        if READS not in tokens.scopes:
            raise TokenRefused("scope_missing")
        return tokens

    def profile(self, access_token: str) -> Profile:
        """The channel; its number of subscribers is rounded, and may be hidden."""
        found = read(
            _Channels, self._list("channels", access_token, part="snippet,statistics", mine="true")
        ).items
        if not found:
            raise TokenRefused("no_channel")
        channel = found[0]
        thumbnail = channel.snippet.thumbnails.get("default", _Thumbnail())
        return Profile(
            platform_user_id=channel.id,
            username=channel.snippet.custom_url.removeprefix("@") or channel.snippet.title or channel.id,
            display_name=channel.snippet.title,
            profile_url=f"https://www.youtube.com/channel/{channel.id}",
            avatar_url=thumbnail.url,
            follower_count=None if channel.statistics.hidden else channel.statistics.subscribers,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post]:
        """The newest uploads: three requests, a unit of the quota each."""
        channels = read(
            _ChannelContents, self._list("channels", access_token, part="contentDetails", mine="true")
        ).items
        if not channels:
            return []
        try:
            uploads = self._list(
                "playlistItems", access_token, part="contentDetails",
                playlistId=channels[0].content.playlists.uploads, maxResults=min(limit, MOST_PER_PAGE),
            )  # fmt: skip
        except ReadNotAllowed:
            return []  # a channel without uploads has no such playlist
        ids = [item.content.video_id for item in read(_PlaylistItems, uploads).items][:limit]
        if not ids:
            return []
        videos = self._list("videos", access_token, part="snippet,statistics", id=",".join(ids))
        return [_post(video) for video in read(_Videos, videos).items]

    def audience(self, access_token: str) -> Audience | None:
        """Viewers of the last ninety days; None without the scope for it, or without viewers."""
        try:
            viewers = read(
                _Viewers, self._report(access_token, metrics="viewerPercentage", dimensions="ageGroup,gender")
            ).rows
            countries = read(
                _Countries, self._report(access_token, metrics="views", dimensions="country")
            ).rows
        except ReadNotAllowed:
            return None
        ages: dict[str, float] = defaultdict(float)
        genders: dict[str, float] = defaultdict(float)
        for age, gender, percentage in viewers:
            ages[age.removeprefix("age").replace("65-", "65+")] += percentage
            genders[GENDERS.get(gender, "other")] += percentage
        if not viewers and not countries:
            return None
        return Audience(countries=shares(dict(countries)), ages=shares(ages), genders=shares(genders))

    def _list(self, kind: str, access_token: str, **params: object) -> httpx.Response:
        return self._get(f"{self._api}/{kind}", access_token, params)

    def _report(self, access_token: str, **params: object) -> httpx.Response:
        today = datetime.now(UTC).date()
        period = {"ids": "channel==MINE", "startDate": today - AUDIENCE_OF, "endDate": today}
        return self._get(self._reports, access_token, {**period, **params})

    def _require_success(self, response: httpx.Response) -> None:
        require_google(response)


def _post(video: _Video) -> Post:
    return Post(
        platform_post_id=video.id,
        url=f"https://www.youtube.com/watch?v={video.id}",
        caption=video.snippet.title,
        posted_at=video.snippet.published_at,
        views=video.statistics.views,
        likes=video.statistics.likes,
        comments=video.statistics.comments,
        shares=0,
    )
