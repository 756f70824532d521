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

        For whoever is signed in: account, profile, and brands with what one may do in each. Whoever has a
        token and no account yet, as something failed when they signed up, has one from this on.
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
        """Remove one's picture.

        For whoever is signed in. They show none any more, whether it was uploaded or is an address
        elsewhere; uploaded files are deleted.
        """
        self._nothing("DELETE", "/api/v1/users/me/avatar")

    def announce_avatar(
        self, body: models.AvatarDraft, *, idempotency_key: str | None = None
    ) -> models.AvatarWithLinks:
        """Announce a picture of oneself.

        For whoever is signed in. The answer holds the form to upload it, good for JPEG, PNG and WebP of at
        most 2 MiB; then say so with `completeAvatar`. One that was announced before and never completed is
        forgotten.
        """
        found: models.AvatarWithLinks = self._json(
            models.AvatarWithLinks,
            "POST",
            "/api/v1/users/me/avatar",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def complete_avatar(self, avatar_id: UUID) -> models.AvatarWithLinks:
        """Complete the upload of a picture.

        For whoever announced it. The file is looked at: what is the picture that was announced is shown
        from now on, and the one before is deleted; anything else is refused (422) and deleted.
        """
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

    def show_avatar(self, avatar_id: UUID) -> bytes:
        """Show the picture of a person.

        For everyone: the file that a person shows now, kept by caches for five minutes. A picture that was
        replaced or removed is 404, and so is that of a person who is barred.
        """
        return self._bytes("GET", "/avatars/{avatar_id}", places={"avatar_id": avatar_id}, is_public=True)
