"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Creators(Chapter):
    """Operations of the chapter `creators`."""

    def list_creator_categories(self) -> models.CategoryFamilies:
        """The categories that a creator's profile may have, by family: what `PUT /api/v1/creators/me` takes."""
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
        """Creators whom all filters let through, for members of brands; who is banned is not found."""
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
        """The caller's profile as a creator, how complete it is, and what each missing part costs in matching."""
        found: models.OwnProfile = self._json(models.OwnProfile, "GET", "/api/v1/creators/me")
        return found

    def save_own_profile(self, body: models.ProfileDraft) -> models.OwnProfile:
        """Put the whole profile: what is left out is empty from then on. The same body twice changes nothing more."""
        found: models.OwnProfile = self._json(models.OwnProfile, "PUT", "/api/v1/creators/me", body=body)
        return found

    def read_creator(self, creator_id: UUID) -> models.CreatorDetails:
        """One creator, with the public figures of their accounts; creators see themselves."""
        found: models.CreatorDetails = self._json(
            models.CreatorDetails, "GET", "/api/v1/creators/{creator_id}", places={"creator_id": creator_id}
        )
        return found

    def show_media_kit(self, slug: str) -> None:
        """The media kit that an active creator has published at this address, with the date of each figure."""
        self._nothing("GET", "/creators/{slug}", places={"slug": slug}, is_public=True)

    def look_for_media_kit(self, slug: str) -> None:
        """Whether there is one, for link checkers and previews."""
        self._nothing("HEAD", "/creators/{slug}", places={"slug": slug}, is_public=True)
