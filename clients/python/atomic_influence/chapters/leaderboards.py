"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class Leaderboards(Chapter):
    """Operations of the chapter `leaderboards`."""

    def change_leaderboard_participation(self, body: models.Participation) -> models.ParticipationAnswer:
        """Change whether one is named on leaderboards.

        For whoever is signed in, but no administrator. Without it one has a place without a name. It holds
        at once, on all boards.
        """
        found: models.ParticipationAnswer = self._json(
            models.ParticipationAnswer, "PUT", "/api/v1/leaderboards/participation", body=body
        )
        return found

    def read_reward_leaderboard(
        self,
        leaderboard_key: str,
        *,
        period: models.BoardPeriod | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> models.RewardLeaderboard:
        """Read a leaderboard of rewards.

        For whoever is signed in: the first thousand as of last night, and what the caller has by now. Who
        has as much shares a rank. Named is who wants to be; accounts that are suspended, banned or erased
        have no place.
        """
        found: models.RewardLeaderboard = self._json(
            models.RewardLeaderboard,
            "GET",
            "/api/v1/leaderboards/{leaderboard_key}",
            places={"leaderboard_key": leaderboard_key},
            query={"period": period, "cursor": cursor, "limit": limit},
        )
        return found
