"""Use cases of the pages of gates and screens."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any
from urllib.parse import parse_qs

from activations import proofs
from activations.activation_codes.service import base_url
from activations.fan_doors import require_own_page
from activations.staff_links.tokens import TOKEN, hash_of, staff_hash
from activations.staff_pages import repository
from activations.staff_pages.models import Screen
from activations.staff_pages.repository import Opened
from common import qr_codes
from common.database import transaction
from common.errors import NotFound
from common.errors.activations import StaffLinkEnded, StaffLinkOfAnotherKind
from common.identity import ANONYMOUS

FEWEST_PICTURES = 20
OFFLINE_SECONDS = 600
"""So long a screen goes on without us."""


@dataclass(frozen=True, slots=True)
class LetIn:
    """Where a link leads, and the token that its browser keeps."""

    token: str
    opened: Opened


def let_in(event: Mapping[str, Any]) -> LetIn:
    """Whoever pressed the button of a link's page.

    Raises `ForeignPage`, `StaffLinkEnded`, `NotFound` where no code works.
    """
    require_own_page(event)
    token = parse_qs(event.get("body") or "").get("token", [""])[0]
    if not TOKEN.fullmatch(token):
        raise StaffLinkEnded
    opened = _open(hash_of(token), None)
    if opened.short_code is None:
        raise NotFound("The activation has no code that works. Make one, and open the link again.")
    return LetIn(token, opened)


def opened(event: Mapping[str, Any], code: str, kind: str) -> Opened:
    """What the link of a browser opens, as `kind`, with a code of its activation.

    Raises `StaffLinkEnded`, `StaffLinkOfAnotherKind`, `NotFound` for a code of another activation, or that is off.
    """
    found = _open(staff_hash(event), code)
    if found.kind != kind:
        raise StaffLinkOfAnotherKind(details=[{"kind": found.kind}])
    if found.code_id is None:
        raise NotFound
    return found


def screen_of(found: Opened, now: float) -> Screen:
    """The pictures that a screen shows from `now` (Unix seconds) on. Raises `NotConfigured`."""
    if found.code_id is None or found.secret_version is None:
        raise NotFound
    address = f"{base_url()}/q/{found.short_code}"
    if found.code_mode != "rotating":
        return Screen(now=now, rotate_seconds=0, first_step=0, pictures=[_picture(address)])
    first = proofs.step_at(now, found.rotate_seconds)
    steps = range(first, first + max(FEWEST_PICTURES, ceil(OFFLINE_SECONDS / found.rotate_seconds) + 1))
    made = (proofs.proof_of(found.code_id, found.secret_version, step) for step in steps)
    return Screen(
        now=now, rotate_seconds=found.rotate_seconds, first_step=first,
        pictures=[_picture(f"{address}?{proofs.PARAMETER}={proof}") for proof in made],
    )  # fmt: skip


def _open(token_hash: bytes, code: str | None) -> Opened:
    with transaction(ANONYMOUS) as tx:
        return repository.open_link(tx, token_hash, code)


def _picture(address: str) -> str:
    return qr_codes.render(address, "svg").decode()
