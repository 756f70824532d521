"""LinkedIn: a name and a picture for everyone; followers only with approval for community management."""

import re
from dataclasses import dataclass
from typing import ClassVar

import httpx
from pydantic import BaseModel, Field

from common.adapters.social.answers import Count, ReadNotAllowed, Text, Url, read
from common.adapters.social.api_refusals import require_linkedin
from common.adapters.social.base import Endpoints, OAuthClient, OAuthPlatform
from common.adapters.social.oauth_refusals import ConsentEnds
from common.adapters.social.port import Profile
from common.models.platform import Platform

SIGN_IN = ("openid", "profile", "email")
GRANT_IS_DEAD = re.compile(
    r"(?:grant|token) (?:is |used in the request has )(?:been )?(?:invalid|expired|revoked)", re.IGNORECASE
)
COMMUNITY = ("r_member_profileAnalytics", "r_member_postAnalytics")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedInEndpoints(Endpoints):
    """Where LinkedIn is. `version` lives about a year.

    `community_management`: whether LinkedIn approved us; to ask for scopes without it fails as a whole.
    """

    authorize: str = "https://www.linkedin.com/oauth/v2/authorization"
    token: str = "https://www.linkedin.com/oauth/v2/accessToken"  # noqa: S105 - an address
    api: str = "https://api.linkedin.com"
    version: str = "202610"
    community_management: bool = False


class _UserInfo(BaseModel):
    sub: Text = Field(min_length=1, max_length=200)
    name: Text = ""
    picture: Url = None


class _Followers(BaseModel):
    memberFollowersCount: Count  # noqa: N815 - LinkedIn's name


class _FollowersAnswer(BaseModel):
    elements: list[_Followers] = []


class LinkedIn(OAuthPlatform):
    """See `common.adapters.social.port.SocialAdapter`. It lets nobody list a member's posts, and has no revocation."""

    platform = Platform.LINKEDIN
    consent_ends: ClassVar[ConsentEnds] = ConsentEnds(sentences={"invalid_request": GRANT_IS_DEAD})

    def __init__(self, client: OAuthClient, endpoints: LinkedInEndpoints) -> None:
        super().__init__(client, endpoints)
        self._endpoints = endpoints
        self.scopes = (*SIGN_IN, *COMMUNITY) if endpoints.community_management else SIGN_IN

    def profile(self, access_token: str) -> Profile:
        """The member; LinkedIn tells no handle, so the name stands for it."""
        me = read(_UserInfo, self._get(f"{self._endpoints.api}/v2/userinfo", access_token, {}))
        return Profile(
            platform_user_id=me.sub,
            username=me.name or me.sub,
            display_name=me.name,
            profile_url=None,
            avatar_url=me.picture,
            follower_count=self._followers(access_token) if self._endpoints.community_management else None,
        )

    def _followers(self, access_token: str) -> int | None:
        headers = {"LinkedIn-Version": self._endpoints.version, "X-Restli-Protocol-Version": "2.0.0"}
        url = f"{self._endpoints.api}/rest/memberFollowersCount"
        try:
            found = read(
                _FollowersAnswer, self._get(url, access_token, {"q": "me"}, headers=headers)
            ).elements
        except ReadNotAllowed:
            return None  # this member did not allow it
        return found[0].memberFollowersCount if found else None

    def _require_success(self, response: httpx.Response) -> None:
        require_linkedin(response)
