"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class Achievements(Chapter):
    """Operations of the chapter `achievements`."""

    def list_achievement_definitions(self) -> models.AchievementDefinitions:
        """List what can be achieved.

        For administrators. Every achievement with all its words, by their keys; hidden and retired ones,
        too.
        """
        found: models.AchievementDefinitions = self._json(
            models.AchievementDefinitions, "GET", "/api/v1/achievement-definitions"
        )
        return found

    def create_achievement_definition(self, body: models.AchievementDraft) -> models.Achievement:
        """Create an achievement.

        For administrators. Nobody earns it before a trigger whose reward is its badge is live, one for each
        level.
        """
        found: models.Achievement = self._json(
            models.Achievement, "POST", "/api/v1/achievement-definitions", body=body
        )
        return found

    def read_achievement_definition(self, achievement_key: str) -> models.Achievement:
        """Read what can be achieved.

        For administrators. One achievement with all its words, hidden or retired though it be.
        """
        found: models.Achievement = self._json(
            models.Achievement,
            "GET",
            "/api/v1/achievement-definitions/{achievement_key}",
            places={"achievement_key": achievement_key},
        )
        return found

    def change_achievement_definition(
        self, achievement_key: str, body: models.AchievementPatch
    ) -> models.Achievement:
        """Change an achievement.

        For administrators. What is sent changes, the rest stays, and so does what people have of it.
        `retired` ends it: nobody earns it any more, whatever its triggers count.
        """
        found: models.Achievement = self._json(
            models.Achievement,
            "PATCH",
            "/api/v1/achievement-definitions/{achievement_key}",
            places={"achievement_key": achievement_key},
            body=body,
        )
        return found

    def list_own_achievements(self) -> models.OwnAchievements:
        """List your achievements.

        For whoever is signed in: what they can achieve in their roles and what they have achieved, how far
        they are with each level, and which of their deeds counted. Words come in the language of `Accept-
        Language`, else in English.
        """
        found: models.OwnAchievements = self._json(models.OwnAchievements, "GET", "/api/v1/achievements")
        return found

    def withdraw_achievement(self, achievement_key: str, *, level: int | None = None) -> None:
        """Withdraw an achievement.

        For whoever has unlocked it. The page of its badge answers nobody any more; copies that others made
        stay valid.
        """
        self._nothing(
            "DELETE",
            "/api/v1/achievements/{achievement_key}/publication",
            places={"achievement_key": achievement_key},
            query={"level": level},
        )

    def publish_achievement(self, achievement_key: str, body: models.Publication) -> models.Published:
        """Publish an achievement.

        For whoever has unlocked it. The page of its badge says from now on, to everybody who has the
        address, what was achieved and by whom; without `level` those of all unlocked levels do.
        """
        found: models.Published = self._json(
            models.Published,
            "PUT",
            "/api/v1/achievements/{achievement_key}/publication",
            places={"achievement_key": achievement_key},
            body=body,
        )
        return found
