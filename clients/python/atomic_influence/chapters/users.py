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

    def read_user(self, user_id: UUID) -> models.UserAccount:
        """Read an account.

        For administrators. Whoever is signed in reads their own with `readMe`.
        """
        found: models.UserAccount = self._json(
            models.UserAccount, "GET", "/api/v1/users/{user_id}", places={"user_id": user_id}
        )
        return found
