"""Answers about the connection."""

from common.models.base import Output


class RealtimeConnection(Output):
    """Where to connect, with one's access token, and what to listen to."""

    endpoint: str
    """The WebSocket of AppSync Events, for clients that speak its protocol themselves."""
    http_domain: str
    """The host of the Events API: client libraries want `https://{http_domain}/event`, and each request its name."""
    channel: str
    """One's own channel. Its name changes when a sign-in ends: ask again after `subscribe_error`."""
