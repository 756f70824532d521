"""Instagram API with Instagram Login: professional accounts, tokens of sixty days that renew themselves."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import ClassVar

import httpx

from common.adapters.social.answers import ReadNotAllowed, TokenAnswer, read, read_if
from common.adapters.social.api_refusals import require_graph, require_login
from common.adapters.social.base import Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.instagram_answers import (
    Demographics,
    Insights,
    LongToken,
    Me,
    Media,
    MediaPage,
    MeInAList,
    ShortToken,
    ShortTokens,
    followers_by,
    post_of,
)
from common.adapters.social.lenient import is_whole
from common.adapters.social.port import (
    FAR_REACHING,
    Audience,
    LookUp,
    PlatformUnavailable,
    Post,
    Profile,
    Tokens,
    complete,
)
from common.models.platform import Platform
from common.post_addresses import code_of

SUFFIX = "#_"
"""Instagram appends it to the redirect; it is no part of the code."""
PROFILE_FIELDS = (
    "user_id,username,name,account_type,profile_picture_url,followers_count,follows_count,media_count"
)
POST_FIELDS = "id,caption,permalink,timestamp,like_count,comments_count"
POST_METRICS = "views,reach,shares,saved"
"""What Instagram tells of posts and reels alike; stories, which have no saves, are in no list that we ask for."""
GENDERS = {"F": "female", "M": "male"}
MOST_POSTS, MOST_PAGES = 50, 10
MOST_LOOK_UPS = 20
"""Of single posts in one reading; the others have their turn in the next."""
TOO_SMALL, PARAMETER_REFUSED = "graph_10", "graph_100"
TIME_FRAMES = ("this_month", "this_week")
"""Of whose followers the demographics are; Meta ends one now and then, so the next is tried."""
MOST_FAILURES = 3
"""After which a reading asks for no further figures of single posts: the platform is not well."""


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

    def profile(self, access_token: str, scopes: Collection[str] | None = None) -> Profile:  # noqa: ARG002 - one for all
        """The professional account."""
        response = self._graph("me", access_token, fields=PROFILE_FIELDS)
        listed = read_if(MeInAList, response)
        me = listed.data[0] if listed else read(Me, response)
        return Profile(
            platform_user_id=me.user_id,
            username=me.username,
            display_name=me.name,
            profile_url=f"https://www.instagram.com/{me.username}/",
            avatar_url=me.profile_picture_url,
            follower_count=me.followers_count,
            handle=me.username,
        )

    def recent_posts(self, access_token: str, limit: int) -> list[Post] | None:
        """The newest media; `POST_METRICS` are asked for one by one, and None where Instagram does not tell."""
        response = self._graph("me/media", access_token, fields=POST_FIELDS, limit=min(limit, MOST_POSTS))
        found = read(MediaPage, response).data
        return complete(*self._posts(found[:limit], access_token)) if found or is_whole(found) else None

    def look_up(self, access_token: str, owner: str, ids: Sequence[str]) -> LookUp:  # noqa: ARG002 - answers own media only
        """Media by id, one a question: Graph refuses a batch for the sake of one that is gone."""
        found: list[Media] = []
        gone: set[str] = set()
        why: PlatformUnavailable | None = None
        for each in ids[:MOST_LOOK_UPS]:
            try:
                found.append(read(Media, self._graph(each, access_token, fields=POST_FIELDS)))
            except ReadNotAllowed as refusal:
                gone |= {each} if refusal.reason == PARAMETER_REFUSED else set()
            except PlatformUnavailable as error:
                why = error
                break
        posts, why = self._posts(found, access_token, why)
        return complete(LookUp(posts, frozenset(gone)), why)

    def find_posts(self, access_token: str, owner: str, codes: Sequence[str]) -> list[Post]:  # noqa: ARG002 - lists own media
        """Media whose addresses hold these codes, among the newest few hundred: no question takes a code."""
        wanted, found, after = set(codes), list[Media](), ""
        for _ in range(MOST_PAGES if wanted else 0):
            page = read(MediaPage, self._graph(
                "me/media", access_token, fields=POST_FIELDS, limit=MOST_POSTS, **{"after": after} if after else {}
            ))  # fmt: skip
            found += [each for each in page.data if code_of(each.permalink) in wanted]
            after = page.after
            if len(found) == len(wanted) or not after:
                break
        return complete(*self._posts(found, access_token))

    def audience(self, access_token: str) -> Audience | None:
        """Followers by country, age, gender; None for accounts that are too small for it.

        Raises `ReadNotAllowed` where Instagram refuses for another reason.
        """
        try:
            countries, ages, genders = self._demographics(access_token)
        except ReadNotAllowed as refusal:
            if refusal.reason == TOO_SMALL:
                return None
            raise
        if not countries and not ages and not genders:
            return None
        named = {GENDERS.get(name, "other"): share for name, share in genders.items()}
        return Audience(countries=countries, ages=ages, genders=named)

    def _posts(
        self, found: list[Media], access_token: str, why: PlatformUnavailable | None = None
    ) -> tuple[list[Post], PlatformUnavailable | None]:
        """With their figures, as long as Instagram tells them: what fails here takes no post along.

        And what stopped the asking, where something did (`why`: already).
        """
        posts, failures = [], 0
        for media in found:
            figures: dict[str, int | None] = {}
            if why is None and failures < MOST_FAILURES:
                try:
                    figures = self._insights(media.id, access_token)
                except FAR_REACHING as error:
                    why = error
                except PlatformUnavailable:
                    failures += 1
            posts.append(post_of(media, figures))
        return posts, why

    def _insights(self, media_id: str, access_token: str) -> dict[str, int | None]:
        try:
            response = self._graph(f"{media_id}/insights", access_token, metric=POST_METRICS)
        except ReadNotAllowed:
            return {}
        return {
            metric.name: metric.values[0].value for metric in read(Insights, response).data if metric.values
        }

    def _demographics(self, access_token: str) -> list[dict[str, float]]:
        """Followers by country, age, gender."""
        first, *others = TIME_FRAMES
        for frame in others:
            try:
                return self._demographics_of(first, access_token)
            except ReadNotAllowed as refusal:
                if refusal.reason != PARAMETER_REFUSED:
                    raise
            first = frame
        return self._demographics_of(first, access_token)

    def _demographics_of(self, frame: str, access_token: str) -> list[dict[str, float]]:
        return [
            self._demographic(breakdown, frame, access_token) for breakdown in ("country", "age", "gender")
        ]

    def _demographic(self, breakdown: str, frame: str, access_token: str) -> dict[str, float]:
        response = self._graph(
            "me/insights", access_token, metric="follower_demographics", period="lifetime",
            timeframe=frame, metric_type="total_value", breakdown=breakdown,
        )  # fmt: skip
        return followers_by(read(Demographics, response))

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
