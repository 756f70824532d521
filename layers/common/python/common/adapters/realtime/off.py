"""No push service in this stage: nobody hears anything, and nothing pretends that somebody did."""

from collections.abc import Sequence

from common.errors import NotConfigured


class NoRealtime:
    """See `common.adapters.realtime.port.Realtime`."""

    def __init__(self, reason: str) -> None:
        self._reason = reason

    def publish(self, channel: str, events: Sequence[str]) -> frozenset[int]:  # noqa: ARG002 - as the port says
        """Raises `NotConfigured`."""
        raise NotConfigured(details=[{"missing": self._reason}])
