"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Brands(Chapter):
    """Operations of the chapter `brands`."""

    def list_brands(self, *, cursor: str | None = None, limit: int | None = None) -> Page[models.Brand]:
        """List one's brands.

        For members of a brand, those that they belong to; administrators see all.
        """
        found: Page[models.Brand] = self._json(
            Page[models.Brand], "GET", "/api/v1/brands", query={"cursor": cursor, "limit": limit}
        )
        return found

    def open_brand(
        self, body: models.BrandDraft, *, idempotency_key: str | None = None
    ) -> models.BrandOpened:
        """Open one more brand.

        For brands and administrators: the caller is its brand admin, and it can be read and filled in from
        the next request on. A person belongs to at most 100 brands.
        """
        found: models.BrandOpened = self._json(
            models.BrandOpened,
            "POST",
            "/api/v1/brands",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_brand(self, brand_id: UUID) -> models.Brand:
        """Read a brand.

        For its members. Creators see its name and logo in the campaign's brief.
        """
        found: models.Brand = self._json(
            models.Brand, "GET", "/api/v1/brands/{brand_id}", places={"brand_id": brand_id}
        )
        return found

    def change_brand(self, brand_id: UUID, body: models.BrandPatch) -> models.Brand:
        """Change a brand.

        For brand admins. What is sent changes, the rest stays; null empties a field that may be empty. With
        a website, creators whose campaign names no destination get their links.
        """
        found: models.Brand = self._json(
            models.Brand, "PATCH", "/api/v1/brands/{brand_id}", places={"brand_id": brand_id}, body=body
        )
        return found

    def list_team_invitations(
        self, brand_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.TeamInvitation]:
        """List the invitations to a brand's team.

        For brand admins: open ones, and those that were accepted, revoked or have expired.
        """
        found: Page[models.TeamInvitation] = self._json(
            Page[models.TeamInvitation],
            "GET",
            "/api/v1/brands/{brand_id}/invitations",
            places={"brand_id": brand_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def invite_to_team(
        self, brand_id: UUID, body: models.InviteToTeam, *, idempotency_key: str | None = None
    ) -> models.TeamInvitation:
        """Invite somebody to a brand's team.

        For brand admins. A mail with a link goes to the address, good for seven days; an open invitation of
        the same address is replaced. A brand has at most 50 open ones.
        """
        found: models.TeamInvitation = self._json(
            models.TeamInvitation,
            "POST",
            "/api/v1/brands/{brand_id}/invitations",
            places={"brand_id": brand_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def revoke_team_invitation(self, brand_id: UUID, invitation_id: UUID) -> None:
        """Revoke an open invitation to a brand's team.

        For brand admins. Its link is good no more.
        """
        self._nothing(
            "DELETE",
            "/api/v1/brands/{brand_id}/invitations/{invitation_id}",
            places={"brand_id": brand_id, "invitation_id": invitation_id},
        )

    def list_members(
        self, brand_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Member]:
        """List the members of a brand.

        For its members: who belongs to it, and as what.
        """
        found: Page[models.Member] = self._json(
            Page[models.Member],
            "GET",
            "/api/v1/brands/{brand_id}/members",
            places={"brand_id": brand_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def remove_member(self, brand_id: UUID, user_id: UUID) -> None:
        """Remove a member from a brand.

        For brand admins, themselves included. The last brand admin stays while there are other members, and
        the last member of all leaves only a brand without money, open deposits and running campaigns.
        """
        self._nothing(
            "DELETE",
            "/api/v1/brands/{brand_id}/members/{user_id}",
            places={"brand_id": brand_id, "user_id": user_id},
        )

    def set_member_roles(self, brand_id: UUID, user_id: UUID, body: models.MemberRoles) -> models.Member:
        """Set the roles of a member.

        For brand admins. Exactly these from now on. Somebody stays brand admin as long as the brand has
        members.
        """
        found: models.Member = self._json(
            models.Member,
            "PUT",
            "/api/v1/brands/{brand_id}/members/{user_id}",
            places={"brand_id": brand_id, "user_id": user_id},
            body=body,
        )
        return found

    def accept_team_invitation(
        self, body: models.AcceptTeamInvitation, *, idempotency_key: str | None = None
    ) -> models.InvitationAccepted:
        """Accept an invitation to a brand's team.

        For whoever is signed in with the address that was invited. They are a member from the next request
        on.
        """
        found: models.InvitationAccepted = self._json(
            models.InvitationAccepted,
            "POST",
            "/api/v1/team-invitations/accept",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
