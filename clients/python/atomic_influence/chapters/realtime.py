"""Generated from the description by `make clients`."""

from atomic_influence import models
from atomic_influence.chapter import Chapter


class Realtime(Chapter):
    """Operations of the chapter `realtime`."""

    def read_realtime_connection(self) -> models.RealtimeConnection:
        """Read how to connect.

        For whoever is signed in: where the push service is, and the name of one's own channel, which nobody
        else learns. It changes when a sign-in of the person ends, by a new password and by a new address:
        ask again then, whenever the access token is refreshed, and after `subscribe_error`.
        """
        found: models.RealtimeConnection = self._json(
            models.RealtimeConnection, "GET", "/api/v1/realtime/connection"
        )
        return found
