"""Use case of the door: one scan, by whichever way it came in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from activations import tickets
from activations.device_cookies import DeviceCookie, cookie_of, first_cookie, last_day
from activations.errors import BirthYearNeeded, ScanTicketUnknown
from activations.scan_pages.pages import LEAD_ON
from activations.scan_requests.facts import facts_of
from activations.scan_requests.known_codes import codes
from activations.scan_requests.readings import Position, Sent
from activations.scan_requests.tokens import OUTCOMES
from activations.scans import peak, repository
from activations.scans.repository import Activation
from activations.tickets import Ticket

POLL_SECONDS = 2


@dataclass(frozen=True, slots=True)
class Taken:
    """What a visitor is told of a scan, and the cookie that their browser is to keep (None: nothing was kept)."""

    scan_id: UUID | None
    verdict: str
    reasons: list[str]
    has_next: bool
    cookie: str | None

    @property
    def outcome(self) -> str:
        """What the pages call it: the verdict, of a refusal its first reason."""
        named = self.reasons[0] if self.verdict == "refused" and self.reasons else self.verdict
        return named if named in OUTCOMES else "try_again"

    @property
    def answer(self) -> dict[str, object]:
        """What a script is told."""
        return {
            "scan_id": str(self.scan_id) if self.scan_id else None,
            "verdict": self.verdict,
            "reasons": self.reasons,
            "next": "landing" if self.has_next and self.outcome in LEAD_ON else None,
            "retry_after": POLL_SECONDS if self.verdict == peak.PENDING else None,
        }


def take(sent: Sent, event: Mapping[str, Any], *, code: str | None = None) -> Taken:
    """Count a scan, once for each ticket. `code`: that of the page which it came from, where it says so.

    Whoever is too young leaves nothing behind, a device neither. An old ticket names no device: whoever finds one would
    be the person who was shown it. Raises `ScanTicketUnknown`, `BirthYearNeeded`,
    `Unavailable`, `NotConfigured`.
    """
    now = datetime.now(UTC)
    ticket = tickets.read(sent.ticket)
    if ticket is None or (code is not None and ticket.code != code):
        raise ScanTicketUnknown
    found = codes.recall(ticket.code)
    if found is None:
        return Taken(None, "refused", ["not_open"], has_next=False, cookie=None)
    if found.code_id != ticket.code_id:
        raise ScanTicketUnknown
    has_next = found.landing_url is not None
    if _is_too_young(found, sent.birth_year, now):
        return Taken(None, "refused", ["too_young"], has_next=has_next, cookie=None)
    brought = cookie_of(event)
    cookie = (brought or first_cookie(ticket.id, now.date(), ticket.key)).until(last_day(found.ends_at, now))
    scan = _scan(ticket, cookie, sent.position, now, had_cookie=brought is not None)
    scan |= facts_of(event, ticket.brand_id, sent.position, now)
    kept = cookie.header(now) if brought or scan["ticket"] == "valid" else None
    if found.peak:
        return Taken(_queued(ticket, scan, now), peak.PENDING, [], has_next, kept)
    judged = repository.record_scan(scan)
    return Taken(judged.scan_id, judged.verdict, judged.reasons, has_next, kept)


def _is_too_young(found: Activation, birth_year: int | None, now: datetime) -> bool:
    """Who reaches the age within this year has it: the page asks for no more than a year."""
    if found.min_age is None:
        return False
    if birth_year is None:
        raise BirthYearNeeded
    return now.year - birth_year < found.min_age


def _scan(
    ticket: Ticket, cookie: DeviceCookie, position: Position | None, now: datetime, *, had_cookie: bool
) -> dict[str, object]:
    place = position and {"lat": position.lat, "lng": position.lng, "accuracy": position.accuracy}
    return {
        "activation_id": str(ticket.activation_id),
        "code_id": str(ticket.code_id),
        "scan_key": str(ticket.id),
        "device_id": str(cookie.device_at(ticket.brand_id)),
        "source": "online",
        "ticket": "expired" if ticket.has_expired(now.timestamp()) else "valid",
        "step": ticket.step,
        "too_young": False,
        "cookie_ends_on": cookie.ends_on.isoformat(),
        "had_cookie": had_cookie,
    } | ({"position": place} if place else {})


def _queued(ticket: Ticket, scan: dict[str, object], now: datetime) -> UUID:
    """The scan's id, by which its visitor asks for the verdict a moment later."""
    scan_id = peak.scan_id_of(ticket.issued_at, ticket.id, UUID(str(scan["device_id"])))
    peak.send(scan | {"scan_id": str(scan_id), "at": now.isoformat()})
    return scan_id
