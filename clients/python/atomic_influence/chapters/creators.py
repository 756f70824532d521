"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Creators(Chapter):
    """Operations of the chapter `creators`."""

    def list_creator_categories(self) -> models.CategoryFamilies:
        """List the categories that a creator's profile may have.

        For whoever is signed in: by family, so that related ones stand together. `saveOwnProfile` takes
        these, or other names of them.
        """
        found: models.CategoryFamilies = self._json(
            models.CategoryFamilies, "GET", "/api/v1/creator-categories"
        )
        return found

    def find_creators(
        self,
        *,
        search: str | None = None,
        platform: str | None = None,
        category: str | None = None,
        country: str | None = None,
        language: str | None = None,
        followers_min: str | None = None,
        followers_max: str | None = None,
        engagement_min: str | None = None,
        rate_type: str | None = None,
        rate_currency: str | None = None,
        rate_max: str | None = None,
        sort: str | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.ListedCreator]:
        """Find creators in the directory.

        For members of a brand. Active creators whom all given filters let through; who is banned or
        suspended is not found. A cursor is good for the search that it came from. Look at one with
        `readCreator`, keep them in a list with `addCreatorsToList`, invite them with `inviteCreator`.
        """
        found: Page[models.ListedCreator] = self._json(
            Page[models.ListedCreator],
            "GET",
            "/api/v1/creators",
            query={
                "search": search,
                "platform": platform,
                "category": category,
                "country": country,
                "language": language,
                "followers_min": followers_min,
                "followers_max": followers_max,
                "engagement_min": engagement_min,
                "rate_type": rate_type,
                "rate_currency": rate_currency,
                "rate_max": rate_max,
                "sort": sort,
                "cursor": cursor,
                "limit": limit,
            },
        )
        return found

    def read_own_profile(self) -> models.OwnProfile:
        """Read one's own profile as a creator.

        For creators: what they say of themselves, how complete it is, and how many points each missing part
        costs in matching. Who is no creator has none (404).
        """
        found: models.OwnProfile = self._json(models.OwnProfile, "GET", "/api/v1/creators/me")
        return found

    def save_own_profile(self, body: models.ProfileDraft) -> models.OwnProfile:
        """Save the whole profile of a creator.

        For creators, about themselves. What is left out is empty from then on; the same body twice changes
        nothing more. Categories are those of `listCreatorCategories`. The directory and matching go by it
        at once, and who published a media kit shows it there.
        """
        found: models.OwnProfile = self._json(models.OwnProfile, "PUT", "/api/v1/creators/me", body=body)
        return found

    def read_creator(self, creator_id: UUID) -> models.CreatorDetails:
        """Read a creator, with the public figures of their accounts.

        For members of a brand, who see whom `findCreators` finds; creators see themselves. Figures are as
        the platforms last told, each with its moment.
        """
        found: models.CreatorDetails = self._json(
            models.CreatorDetails, "GET", "/api/v1/creators/{creator_id}", places={"creator_id": creator_id}
        )
        return found

    def show_media_kit(self, slug: str) -> str:
        """Show the public media kit of a creator.

        For everyone: a page with what an active creator published at this address by `saveOwnProfile`, and
        the date of each figure. Where nobody publishes one, a page says so (404).
        """
        return self._text("GET", "/creators/{slug}", places={"slug": slug}, is_public=True)

    def check_media_kit(self, slug: str) -> None:
        """Check whether there is a media kit.

        For everyone, as link checkers and previews ask: the status and headers of `showMediaKit`, without
        the page.
        """
        self._nothing("HEAD", "/creators/{slug}", places={"slug": slug}, is_public=True)
