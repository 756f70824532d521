"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class CreatorLists(Chapter):
    """Operations of the chapter `creator_lists`."""

    def list_creator_lists(
        self, *, brand_id: UUID | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.CreatorList]:
        """List the lists of creators.

        For members of a brand: the lists of all their brands, or of one, newest first.
        """
        found: Page[models.CreatorList] = self._json(
            Page[models.CreatorList],
            "GET",
            "/api/v1/creator-lists",
            query={"brand_id": brand_id, "cursor": cursor, "limit": limit},
        )
        return found

    def create_creator_list(
        self, body: models.ListDraft, *, idempotency_key: str | None = None
    ) -> models.CreatorList:
        """Create a list of creators.

        For brand admins and campaign managers. It begins empty, and all members see it; no creator learns
        of it. Fill it with `addCreatorsToList` or from a file with `importCreators`.
        """
        found: models.CreatorList = self._json(
            models.CreatorList,
            "POST",
            "/api/v1/creator-lists",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_creator_list(self, list_id: UUID) -> None:
        """Delete a list of creators.

        For brand admins and campaign managers. All that was written of its members goes too.
        """
        self._nothing("DELETE", "/api/v1/creator-lists/{list_id}", places={"list_id": list_id})

    def read_creator_list(self, list_id: UUID) -> models.CreatorList:
        """Read a list of creators, without its members.

        For members of the brand: its name, and how many are in it. `listCreatorListMembers` says who.
        """
        found: models.CreatorList = self._json(
            models.CreatorList, "GET", "/api/v1/creator-lists/{list_id}", places={"list_id": list_id}
        )
        return found

    def change_creator_list(self, list_id: UUID, body: models.ListPatch) -> models.CreatorList:
        """Change the name of a list of creators.

        For brand admins and campaign managers. No other list of the brand may have that name.
        """
        found: models.CreatorList = self._json(
            models.CreatorList,
            "PATCH",
            "/api/v1/creator-lists/{list_id}",
            places={"list_id": list_id},
            body=body,
        )
        return found

    def import_creators(
        self, list_id: UUID, body: models.ListFile, *, idempotency_key: str | None = None
    ) -> models.ImportResults:
        """Add creators to a list from a CSV file.

        For brand admins and campaign managers. The file has up to 2 MiB and 10,000 lines. Columns are found
        by their names: a handle or a profile address, and what there is of platform, name, followers
        (`477.9M`), note and tags. Whose account a creator here has connected is that creator; the others
        wait in the list until somebody connects the account. Each line has a result; the same file again
        changes nothing.
        """
        found: models.ImportResults = self._json(
            models.ImportResults,
            "POST",
            "/api/v1/creator-lists/{list_id}/imports",
            places={"list_id": list_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_creator_list_members(
        self, list_id: UUID, *, tag: str | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.ListMember]:
        """List the members of a list of creators.

        For members of the brand, newest first. A creator who is barred stays in the list as `unavailable`,
        without their name.
        """
        found: Page[models.ListMember] = self._json(
            Page[models.ListMember],
            "GET",
            "/api/v1/creator-lists/{list_id}/members",
            places={"list_id": list_id},
            query={"tag": tag, "cursor": cursor, "limit": limit},
        )
        return found

    def add_creators_to_list(
        self, list_id: UUID, body: models.NewMembers, *, idempotency_key: str | None = None
    ) -> models.AddResults:
        """Add up to 100 creators to a list.

        For brand admins and campaign managers. Each creator has a result of its own; none of them is told.
        """
        found: models.AddResults = self._json(
            models.AddResults,
            "POST",
            "/api/v1/creator-lists/{list_id}/members",
            places={"list_id": list_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def download_creator_list(self, list_id: UUID) -> str:
        """Download a list of creators as CSV.

        For members of the brand: all members, a line each, with what was written of them. No cell runs as a
        formula in a spreadsheet.
        """
        return self._text("GET", "/api/v1/creator-lists/{list_id}/members.csv", places={"list_id": list_id})

    def remove_creator_list_members(
        self, list_id: UUID, body: models.MembersToRemove, *, idempotency_key: str | None = None
    ) -> models.RemoveResults:
        """Remove up to 100 members from a list.

        For brand admins and campaign managers. What was written of them goes too; each has a result of its
        own.
        """
        found: models.RemoveResults = self._json(
            models.RemoveResults,
            "POST",
            "/api/v1/creator-lists/{list_id}/members/remove",
            places={"list_id": list_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def remove_creator_list_member(self, list_id: UUID, member_id: UUID) -> None:
        """Remove a member from a list.

        For brand admins and campaign managers. What was written of them goes too.
        """
        self._nothing(
            "DELETE",
            "/api/v1/creator-lists/{list_id}/members/{member_id}",
            places={"list_id": list_id, "member_id": member_id},
        )

    def change_creator_list_member(
        self, list_id: UUID, member_id: UUID, body: models.MemberPatch
    ) -> models.ListMember:
        """Change the note and the tags of a member of a list.

        For brand admins and campaign managers. What is sent changes, the rest stays. All members of the
        brand read both, and nobody else.
        """
        found: models.ListMember = self._json(
            models.ListMember,
            "PATCH",
            "/api/v1/creator-lists/{list_id}/members/{member_id}",
            places={"list_id": list_id, "member_id": member_id},
            body=body,
        )
        return found

    def list_saved_searches(
        self, *, brand_id: UUID | None = None, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.SavedSearch]:
        """List saved searches.

        For members of a brand: the searches of all their brands, or of one, newest first.
        """
        found: Page[models.SavedSearch] = self._json(
            Page[models.SavedSearch],
            "GET",
            "/api/v1/saved-searches",
            query={"brand_id": brand_id, "cursor": cursor, "limit": limit},
        )
        return found

    def save_search(
        self, body: models.SearchDraft, *, idempotency_key: str | None = None
    ) -> models.SavedSearch:
        """Save a search of the directory.

        For brand admins and campaign managers. All members see it under its name; `findCreators` takes its
        filters as they are.
        """
        found: models.SavedSearch = self._json(
            models.SavedSearch,
            "POST",
            "/api/v1/saved-searches",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def delete_saved_search(self, search_id: UUID) -> None:
        """Delete a saved search.

        For brand admins and campaign managers. Nobody of the brand finds it any more; lists that were
        filled by it stay.
        """
        self._nothing("DELETE", "/api/v1/saved-searches/{search_id}", places={"search_id": search_id})

    def read_saved_search(self, search_id: UUID) -> models.SavedSearch:
        """Read a saved search.

        For members of the brand. Its `filters` go as they are into the query of `findCreators`.
        """
        found: models.SavedSearch = self._json(
            models.SavedSearch, "GET", "/api/v1/saved-searches/{search_id}", places={"search_id": search_id}
        )
        return found

    def change_saved_search(self, search_id: UUID, body: models.SearchPatch) -> models.SavedSearch:
        """Change the name or the filters of a saved search.

        For brand admins and campaign managers. What is sent changes, the rest stays; filters are replaced
        as a whole.
        """
        found: models.SavedSearch = self._json(
            models.SavedSearch,
            "PATCH",
            "/api/v1/saved-searches/{search_id}",
            places={"search_id": search_id},
            body=body,
        )
        return found
