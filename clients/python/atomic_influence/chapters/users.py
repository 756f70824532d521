"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Users(Chapter):
    """Operations of the chapter `users`."""

    def list_users(
        self,
        *,
        search: str | None = None,
        role: models.Role | None = None,
        status: models.UserStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.UserAccount]:
        """List accounts.

        For administrators: all, or those with a part of an address or name, a role, a status.
        """
        found: Page[models.UserAccount] = self._json(
            Page[models.UserAccount],
            "GET",
            "/api/v1/users",
            query={"search": search, "role": role, "status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def read_me(self) -> models.Me:
        """Read one's own account.

        For whoever is signed in: account, profile, and brands with what one may do in each.
        """
        found: models.Me = self._json(models.Me, "GET", "/api/v1/users/me")
        return found

    def change_me(self, body: models.ProfilePatch) -> models.Me:
        """Change one's own profile.

        For whoever is signed in. What is sent changes, the rest stays.
        """
        found: models.Me = self._json(models.Me, "PATCH", "/api/v1/users/me", body=body)
        return found

    def remove_avatar(self) -> None:
        """No picture any more, whether it was uploaded or is an address elsewhere."""
        self._nothing("DELETE", "/api/v1/users/me/avatar")

    def announce_avatar(
        self, body: models.AvatarDraft, *, idempotency_key: str | None = None
    ) -> models.AvatarWithLinks:
        """Announce a picture of the caller; the answer holds the form to upload it."""
        found: models.AvatarWithLinks = self._json(
            models.AvatarWithLinks,
            "POST",
            "/api/v1/users/me/avatar",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def complete_avatar(self, avatar_id: UUID) -> models.AvatarWithLinks:
        """Say that the picture is uploaded: it is looked at, and shown from then on, or (422) refused and deleted."""
        found: models.AvatarWithLinks = self._json(
            models.AvatarWithLinks,
            "POST",
            "/api/v1/users/me/avatar/{avatar_id}/complete",
            places={"avatar_id": avatar_id},
        )
        return found

    def read_user(self, user_id: UUID) -> models.UserAccount:
        """Read an account.

        For administrators. Whoever is signed in reads their own with `readMe`.
        """
        found: models.UserAccount = self._json(
            models.UserAccount, "GET", "/api/v1/users/{user_id}", places={"user_id": user_id}
        )
        return found

    def show_avatar(self, avatar_id: UUID) -> None:
        """The picture that a person shows, for everybody."""
        self._nothing("GET", "/avatars/{avatar_id}", places={"avatar_id": avatar_id}, is_public=True)
