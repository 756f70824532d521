"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class System(Chapter):
    """Operations of the chapter `system`."""

    def check_health(self) -> models.Health:
        """Check that the system answers.

        For everyone, as monitors do: 200 where the database takes writes and clicks can be kept, else 503.
        """
        found: models.Health = self._json(models.Health, "GET", "/health", is_public=True)
        return found
