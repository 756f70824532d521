"""YouTube by Google: consent scope by scope, refresh tokens that stay, figures as texts, a quota by the day."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import ClassVar

import httpx

from common.adapters.social.answers import ReadNotAllowed, read, shares
from common.adapters.social.api_refusals import require_google
from common.adapters.social.base import Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.lenient import batched, is_whole
from common.adapters.social.port import Audience, LookUp, Post, Profile, TokenRefused, Tokens
from common.adapters.social.youtube_answers import (
    ChannelContents,
    Channels,
    ChannelSnippet,
    ChannelStatistics,
    Countries,
    PlaylistItems,
    Video,
    Videos,
    VideoSnippet,
    VideoStatistics,
    Viewers,
)
from common.models.platform import Platform

READS = "https://www.googleapis.com/auth/youtube.readonly"
ANALYSES = "https://www.googleapis.com/auth/yt-analytics.readonly"
MOST_PER_PAGE = 50
VIDEO_PARTS, LABEL_PART = "snippet,statistics,status", "paidProductPlacementDetails"
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

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:  # noqa: ARG002 - one for all
        """The channel; its number of subscribers is rounded, and may be hidden."""
        found = read(
            Channels, self._list("channels", access_token, part="snippet,statistics", mine="true")
        ).items
        if not found:
            raise TokenRefused("no_channel")
        channel = found[0]
        snippet = channel.snippet or ChannelSnippet.model_validate({})
        counted = channel.statistics or ChannelStatistics.model_validate({})
        return Profile(
            platform_user_id=channel.id,
            username=snippet.custom_url.removeprefix("@") or snippet.title or channel.id,
            display_name=snippet.title,
            profile_url=f"https://www.youtube.com/channel/{channel.id}",
            avatar_url=snippet.thumbnails.default.url
            if snippet.thumbnails and snippet.thumbnails.default
            else None,
            follower_count=None if counted.hidden else counted.subscribers,
            handle=snippet.custom_url.removeprefix("@") or None,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """The newest public uploads: three requests, a unit of the quota each."""
        channels = read(
            ChannelContents, self._list("channels", access_token, part="contentDetails", mine="true")
        ).items
        if not channels:
            return None
        try:
            uploads = self._list(
                "playlistItems", access_token, part="contentDetails",
                playlistId=channels[0].content.playlists.uploads, maxResults=MOST_PER_PAGE,
            )  # fmt: skip
        except ReadNotAllowed:
            return []  # a channel without uploads has no such playlist
        items = read(PlaylistItems, uploads).items
        if not items:
            return [] if is_whole(items) else None
        videos = self._videos(access_token, [item.content.video_id for item in items]).items
        public = [_post(video) for video in videos if video.is_public]
        return public[:limit] if videos or is_whole(videos) else None

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:
        """Videos by id, fifty a question; one that is not public any more is gone."""
        posts: list[Post] = []
        gone: set[str] = set()
        for batch in batched(ids, MOST_PER_PAGE):
            videos = self._videos(access_token, batch).items
            own = [video for video in videos if video.channel == owner]
            posts += [_post(video) for video in own if video.is_public]
            gone |= {video.id for video in own if video.is_hidden}
            if is_whole(videos):
                gone |= set(batch) - {video.id for video in videos}
        return LookUp(posts, frozenset(gone))

    def _videos(self, access_token: str, ids: Sequence[str]) -> Videos:
        """Without the label of paid placements where Google shows it to owners only, and one of these is another's."""
        try:
            found = self._list("videos", access_token, part=f"{VIDEO_PARTS},{LABEL_PART}", id=",".join(ids))
        except ReadNotAllowed:
            found = self._list("videos", access_token, part=VIDEO_PARTS, id=",".join(ids))
        return read(Videos, found)

    def audience(self, access_token: str) -> Audience | None:
        """Viewers of the last ninety days; None without the scope for it, or without viewers."""
        try:
            viewers = read(
                Viewers, self._report(access_token, metrics="viewerPercentage", dimensions="ageGroup,gender")
            ).rows
            countries = read(
                Countries, self._report(access_token, metrics="views", dimensions="country")
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


def _post(video: Video) -> Post:
    snippet = video.snippet or VideoSnippet.model_validate({})
    counted = video.statistics or VideoStatistics.model_validate({})
    return Post(
        platform_post_id=video.id,
        url=f"https://www.youtube.com/watch?v={video.id}",
        caption="\n\n".join(text for text in (snippet.title, snippet.description) if text),
        posted_at=snippet.published_at,
        views=counted.views,
        likes=counted.likes,
        comments=counted.comments,
        shares=None,
        is_labelled=video.placement.is_paid if video.placement else None,
    )
