"""Generated from the description by `make clients`."""

from datetime import date
from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Social(Chapter):
    """Operations of the chapter `social`."""

    def list_social_accounts(
        self,
        *,
        platform: models.Platform | None = None,
        status: models.SocialAccountStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.SocialAccount]:
        """List connected social accounts.

        For creators, their own, with whether each can be read now; administrators see all.
        """
        found: Page[models.SocialAccount] = self._json(
            Page[models.SocialAccount],
            "GET",
            "/api/v1/social/accounts",
            query={"platform": platform, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def disconnect_social_account(self, platform: models.Platform) -> models.SocialAccount:
        """Disconnect one's account of a platform.

        For creators. Its tokens are forgotten here and, if it listens, at the platform; its figures count
        no more. Twice is as good as once.
        """
        found: models.SocialAccount = self._json(
            models.SocialAccount,
            "DELETE",
            "/api/v1/social/accounts/{platform}",
            places={"platform": platform},
        )
        return found

    def read_social_account(self, platform: models.Platform) -> models.SocialAccount:
        """Read one's account of a platform.

        For creators, with what the platform does not show us because a permission was left out, and how to
        grant it.
        """
        found: models.SocialAccount = self._json(
            models.SocialAccount, "GET", "/api/v1/social/accounts/{platform}", places={"platform": platform}
        )
        return found

    def list_audience(
        self, platform: models.Platform, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.AudienceMetrics]:
        """List who follows one's account, day by day.

        For creators, where the platform tells it: shares by country, age and gender.
        """
        found: Page[models.AudienceMetrics] = self._json(
            Page[models.AudienceMetrics],
            "GET",
            "/api/v1/social/accounts/{platform}/audience",
            places={"platform": platform},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def list_social_posts(
        self, platform: models.Platform, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.ContentPost]:
        """List the posts of one's account.

        For creators, with the newest figures of each; by the day of the post, newest first.
        """
        found: Page[models.ContentPost] = self._json(
            Page[models.ContentPost],
            "GET",
            "/api/v1/social/accounts/{platform}/posts",
            places={"platform": platform},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def request_sync(
        self, platform: models.Platform, *, idempotency_key: str | None = None
    ) -> models.SyncJob:
        """Request that one's account is read now.

        For creators, at most once an hour, ten minutes after a reading that failed. A reading that waits
        already is answered again; its figures are there when it has succeeded.
        """
        found: models.SyncJob = self._json(
            models.SyncJob,
            "POST",
            "/api/v1/social/accounts/{platform}/sync",
            places={"platform": platform},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_creator_analytics(
        self,
        *,
        creator_user_id: UUID | None = None,
        platform: models.Platform | None = None,
        since: date | None = None,
        until: date | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.CreatorAnalytics]:
        """List one's figures by platform and day.

        For creators, their own; administrators name any creator.
        """
        found: Page[models.CreatorAnalytics] = self._json(
            Page[models.CreatorAnalytics],
            "GET",
            "/api/v1/social/analytics",
            query={
                "creator_user_id": creator_user_id,
                "platform": platform,
                "since": since,
                "until": until,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def prove_social_account(self, body: models.SocialSignInProof) -> models.SignInTicket:
        """Prove a connected account to sign in with it.

        For everyone who came back from `startSocialSignIn`, with the `verifier` that their browser kept.
        The answer's ticket is for `signInWithTicket`. An account that nobody has connected signs nobody in
        (401).
        """
        found: models.SignInTicket = self._json(
            models.SignInTicket, "POST", "/api/v1/social/sign-in", body=body, is_public=True
        )
        return found

    def start_social_sign_in(self, body: models.SocialSignInStart) -> models.Authorization:
        """Start to sign in with a connected account.

        For everyone who has connected an account of the platform before, and confirmed their address. Send
        the browser to the answer's address; it comes back to the front end's page `/sign-in/social` with a
        `ticket` for `proveSocialAccount`, or with an `error`.
        """
        found: models.Authorization = self._json(
            models.Authorization, "POST", "/api/v1/social/sign-in/authorize", body=body, is_public=True
        )
        return found

    def authorize_platform(self, platform: models.Platform) -> models.Authorization:
        """Start to connect an account of a platform.

        For creators. Send the person's browser to the answer's address within ten minutes: there they allow
        the platform to tell us about their account, and come back to the front end with a `ticket`. Hand
        that to the edge action `connect-platform` within a minute.
        """
        found: models.Authorization = self._json(
            models.Authorization, "GET", "/api/v1/social/{platform}/authorize", places={"platform": platform}
        )
        return found

    def confirm_social_verification(self, user_id: UUID, body: models.ConnectAccount) -> models.SocialAccount:
        """Confirm an account of a platform.

        For creators, about themselves: as the edge action `connect-platform`. The account that was proven
        is connected, and its figures are read soon after.
        """
        found: models.SocialAccount = self._json(
            models.SocialAccount,
            "POST",
            "/api/v1/users/{user_id}/confirm-social-verification",
            places={"user_id": user_id},
            body=body,
        )
        return found

    def start_social_verification(self, user_id: UUID, body: models.VerifySocial) -> models.Authorization:
        """Start to prove an account of a platform.

        For creators, about themselves: as `authorizePlatform`, where the platform asks for their yes. What
        comes back is confirmed with `confirmSocialVerification`.
        """
        found: models.Authorization = self._json(
            models.Authorization,
            "POST",
            "/api/v1/users/{user_id}/verify-social",
            places={"user_id": user_id},
            body=body,
        )
        return found

    def receive_platform_callback(
        self,
        platform: models.Platform,
        *,
        code: str | None = None,
        state: str | None = None,
        error: str | None = None,
    ) -> str:
        """Receive a browser that comes back from a platform.

        For everyone, as platforms send browsers here. It leads on to the front end, with a ticket or the
        code of an error, and connects nothing by itself.
        """
        return self._location(
            "GET",
            "/oauth/{platform}/callback",
            places={"platform": platform},
            query={"code": code, "state": state, "error": error},
            is_public=True,
        )
