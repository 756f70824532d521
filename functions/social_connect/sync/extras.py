"""What a reading can do without: asked for while the platform lets us, and noted where it does not."""

from collections.abc import Callable
from typing import TypeVar

from common.adapters.social.port import (
    ClientRefused,
    HalfTold,
    PlatformUnavailable,
    RateLimited,
    TokenDoubted,
)
from common.models.platform import Platform
from common.telemetry import logger
from social_connect.refresh.states import report

Told = TypeVar("Told")


class Extras:
    """The extras of one reading. A limit ends it, and is the account's; a token that is dead is never taken for less.

    A mere doubt about the token is raised, unless it `was_doubted` before: then no newer token helps this extra.
    """

    def __init__(self, platform: Platform, *, was_doubted: bool) -> None:
        self.platform = platform
        self.was_doubted = was_doubted
        self.limit: RateLimited | None = None
        self.failures: dict[str, PlatformUnavailable] = {}

    def told(self, what: str, ask: Callable[[], Told], otherwise: Told) -> Told:
        """The answer, or its part that was told, or `otherwise`. Raises `TokenRefused`, `TokenDoubted`."""
        if self.limit is not None:
            return otherwise
        try:
            return self.part(what, ask)
        except PlatformUnavailable as error:
            self._note(what, error)
            return otherwise

    def part(self, what: str, ask: Callable[[], Told]) -> Told:
        """The answer, or its part that was told. Raises `TokenRefused`, `PlatformUnavailable` where there is none."""
        try:
            return ask()
        except HalfTold as half:
            self._note(what, half.why)
            told: Told = half.told
            return told

    def _note(self, what: str, error: PlatformUnavailable) -> None:
        if isinstance(error, TokenDoubted) and not self.was_doubted:
            raise error
        logger().warning("not read", extra={"platform": self.platform, "what": what, "why": error.reason})
        self.failures[what] = error
        if isinstance(error, RateLimited):
            self.limit = error
        if isinstance(error, ClientRefused):
            report(self.platform, error)
