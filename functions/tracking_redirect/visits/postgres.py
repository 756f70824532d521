"""The recorder of the mode `postgres`: one statement per visit, committed before the visitor is sent on."""

from common import metrics
from tracking_redirect.visits import repository
from tracking_redirect.visits.port import Followed, Found, Visit


class PostgresRecorder:
    """See `visits.port.Recorder`."""

    def follow(self, visit: Visit) -> Followed | None:
        """Find the link and record the click."""
        followed = repository.follow_link(visit)
        if followed is not None:
            metrics.count("visits_stored")
        return followed

    def find(self, code: str) -> Found | None:
        """Find the link."""
        return repository.find_link(code)

    def record_view(self, visit: Visit) -> None:
        """Find the link and record the view."""
        if repository.view_link(visit):
            metrics.count("visits_stored")
