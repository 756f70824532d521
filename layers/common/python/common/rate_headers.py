"""The headers `RateLimit-Policy` and `RateLimit` (draft-ietf-httpapi-ratelimit-headers-10, structured fields).

    RateLimit-Policy: "burst";q=100;w=360, "hour";q=1000;w=3600
    RateLimit: "burst";r=88;t=4

`burst` and `hour` are one bucket: so much at once, given back at the pace of the hour. A class of work is a policy of
its own, by its name. r: how many more at once; t: in how many seconds there is one more than that.
"""

from collections.abc import Iterable
from math import ceil

from common.errors.limits import IN_GENERAL, Allowance

ROUNDING = 1e-6
"""Of a quotient of seconds that were written in microseconds."""


def rate_headers(allowances: Iterable[Allowance]) -> dict[str, str]:
    """The two headers of an answer; none where nothing was taken from."""
    tightest: dict[str | None, Allowance] = {}
    for allowance in allowances:
        name = allowance.get("class")
        if name not in tightest or left(allowance) < left(tightest[name]):
            tightest[name] = allowance
    if not tightest:
        return {}
    return {
        "RateLimit-Policy": ", ".join(map(_policy, tightest.values())),
        "RateLimit": ", ".join(map(_state, tightest.values())),
    }


def left(allowance: Allowance) -> int:
    """How many more there may be at once."""
    taken: float = allowance["ahead"] / allowance["step"]
    return max(0, int(allowance["burst"]) - ceil(taken - ROUNDING))


def _policy(allowance: Allowance) -> str:
    burst, name = allowance["burst"], allowance.get("class")
    window = ceil(allowance["step"] * burst - ROUNDING)
    if name is not None:
        return f'"{name}";q={burst};w={window}'
    return f'"{IN_GENERAL}";q={burst};w={window}, "hour";q={allowance["rate"]};w=3600'


def _state(allowance: Allowance) -> str:
    more = left(allowance)
    seconds = allowance["ahead"] - (allowance["burst"] - more - 1) * allowance["step"]
    return f'"{allowance.get("class") or IN_GENERAL}";r={more};t={max(1, ceil(seconds - ROUNDING))}'
