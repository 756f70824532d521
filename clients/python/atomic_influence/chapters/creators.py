"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class Creators(Chapter):
    """Operations of the chapter `creators`."""

    def list_creator_categories(self) -> models.CategoryFamilies:
        """The categories that a creator's profile may have, by family: what `PUT /api/v1/creators/me` takes."""
        found: models.CategoryFamilies = self._json(
            models.CategoryFamilies, "GET", "/api/v1/creator-categories"
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

    def show_media_kit(self, slug: str) -> None:
        """The media kit that an active creator has published at this address, with the date of each figure."""
        self._nothing("GET", "/creators/{slug}", places={"slug": slug}, is_public=True)

    def look_for_media_kit(self, slug: str) -> None:
        """Whether there is one, for link checkers and previews."""
        self._nothing("HEAD", "/creators/{slug}", places={"slug": slug}, is_public=True)
