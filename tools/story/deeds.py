"""What the story did, by its own account: what was sent and decided, never a figure that the API answered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Kind(StrEnum):
    """What a visitor of a link does, or what it is."""

    CLICK = "click"
    SCAN = "scan"
    VIEW = "view"
    PROGRAM = "program"
    HEAD = "HEAD request"


COUNTED = frozenset({Kind.CLICK, Kind.SCAN})
"""A scan is a click; programs and requests for the head alone are none."""


@dataclass(frozen=True)
class Visit:
    """Somebody at a creator's link, `agent` being their browser. All of the story have one address."""

    creator: str
    kind: Kind
    agent: str
    at: datetime


@dataclass
class Order:
    """What a shop said that a click brought; `value` and `given_back` in minor units of `currency`."""

    creator: str
    click_id: str
    value: int
    currency: str
    given_back: int = 0


@dataclass
class Agreement:
    """What a creator works for, in minor units before the fee, and the pieces (their units) that were approved."""

    amount: int
    approved: list[int] = field(default_factory=list)


@dataclass
class Deeds:
    """All of it, in the order in which it happened; amounts in minor units."""

    deposits: list[int] = field(default_factory=list)
    agreements: dict[str, Agreement] = field(default_factory=dict)
    visits: list[Visit] = field(default_factory=list)
    orders: dict[str, Order] = field(default_factory=dict)
    """By the shop's number: an order that is reported again is the same one."""
    paid_out: list[str] = field(default_factory=list)
    """Whom the payouts were for."""
    withdrawn: int = 0

    def visits_of(self, creators: Iterable[str]) -> list[Visit]:
        """Of the links of these creators."""
        wanted = set(creators)
        return [visit for visit in self.visits if visit.creator in wanted]

    def orders_of(self, creators: Iterable[str]) -> list[Order]:
        """That came by the links of these creators."""
        wanted = set(creators)
        return [order for order in self.orders.values() if order.creator in wanted]
