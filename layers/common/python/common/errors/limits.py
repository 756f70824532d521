"""What the database refuses because it was asked too often."""

from collections.abc import Mapping, Sequence
from typing import Any

from common.errors import Details, TooManyRequests

Allowance = Mapping[str, Any]
"""How a bucket stands: what `app.rate_state` says of it."""


IN_GENERAL = "burst"
"""What runs out of the general limit: a bucket of so many at once."""


class RequestsLimited(TooManyRequests, sqlstate="IL001"):
    """Too much in general, or of a class of work; the details say how much there may be, and when there is room.

    `limit_name` is the one that ran out, as the header `RateLimit` calls it: `burst`, which is of so many at once and
    comes back at the pace of the hour's `limit`, or the class.
    """

    code = "RATE_LIMITED"
    sentence = "Too many requests of this kind. Wait until there is room again."

    def __init__(self, sentence: str | None = None, *, details: Details = ()) -> None:
        super().__init__(sentence, details=[_shown(detail) for detail in details])
        self.allowances: Sequence[Allowance] = ()
        for detail in details:
            self.allowances = _allowances(detail)
            self.retry_after_seconds = int(str(detail.get("retry_after_seconds", self.retry_after_seconds)))

    @property
    def is_of_a_class(self) -> bool:
        """Whether a class of work is refused, and anything else may still be asked for."""
        return any("class" in detail for detail in self.details)

    def again(self, seconds: int) -> "RequestsLimited":
        """The same refusal when only so many seconds are left."""
        passed = (self.retry_after_seconds or seconds) - seconds
        allowances = [{**one, "ahead": max(0, one["ahead"] - passed)} for one in self.allowances]
        said = [{**one, "retry_after_seconds": seconds, "allowances": allowances} for one in self.details]
        return RequestsLimited(details=said)


def _shown(detail: Mapping[str, object]) -> dict[str, object]:
    told = {name: value for name, value in detail.items() if name != "allowances"}
    return {"limit_name": told.get("class", IN_GENERAL), **told}


def _allowances(detail: Mapping[str, Any]) -> Sequence[Allowance]:
    found: Sequence[Allowance] = detail.get("allowances", ())
    return found
