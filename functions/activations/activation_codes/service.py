"""Use cases of codes."""

from urllib.parse import urlsplit
from uuid import UUID

from activations.activation_codes import repository
from activations.activation_codes.models import ActivationCodeChange, MadeActivationCodes, NewActivationCodes
from common.database import Transaction
from common.errors import Forbidden, NotFound, Unavailable
from common.models.activation_codes import ActivationCode
from common.models.activations import CodeMode
from common.models.base import Page
from common.pagination import decode_id_cursor, page
from common.random_codes import random_code
from common.settings import required

PRINTED, VALUABLE = 7, 12
"""Characters of a code: what hangs on a wall anyhow, and what must not be guessed."""
ATTEMPTS = 5


def base_url() -> str:
    """The host of short links, on which `/q/` stands beside `/t/`. Raises `SettingMissing`."""
    parts = urlsplit(required("SHORT_LINK_BASE_URL"))
    return f"{parts.scheme}://{parts.netloc}"


def make_codes(tx: Transaction, activation_id: UUID, draft: NewActivationCodes) -> MadeActivationCodes:
    """Codes with random characters. Raises `NotFound`, `Forbidden`, `ActivationIsOver`, `Unavailable`."""
    mode = repository.mode_of(tx, activation_id)
    if mode is None:
        raise NotFound
    length = PRINTED if mode is CodeMode.STATIC else VALUABLE
    wanted = _labels(draft)
    made: list[ActivationCode] = []
    for _ in range(ATTEMPTS):
        made += repository.insert_codes(
            tx, activation_id, codes=[random_code(length) for _ in wanted], labels=wanted,
            max_uses=draft.max_uses, expires_at=draft.expires_at, base_url=base_url(),
        )  # fmt: skip
        found = {code.label for code in made}
        if len(made) == draft.count:
            return MadeActivationCodes(data=sorted(made, key=lambda code: (len(code.label), code.label)))
        wanted = [label for label in wanted if label not in found]
    raise Unavailable  # taken again and again, out of 3.5 * 10^12: something is wrong with the dice


def _labels(draft: NewActivationCodes) -> list[str]:
    if draft.count == 1:
        return [draft.label or ""]
    name = f"{draft.label} " if draft.label else ""
    return [f"{name}{number}" for number in range(1, draft.count + 1)]


def read_code(tx: Transaction, code_id: UUID) -> ActivationCode:
    """A code that the actor may see. Raises `NotFound`."""
    return repository.find_code(tx, code_id, base_url=base_url())


def list_codes(
    tx: Transaction, activation_id: UUID, *, cursor: str | None, limit: int
) -> Page[ActivationCode]:
    """Codes of an activation, newest first. Raises `CursorInvalid`."""
    rows = repository.list_codes(
        tx, activation_id, before=decode_id_cursor(cursor), limit=limit + 1, base_url=base_url()
    )
    return page(rows, limit, lambda code: code.id)


def change_code(tx: Transaction, code_id: UUID, change: ActivationCodeChange) -> ActivationCode:
    """Change what was sent. Raises `NotFound`, `Forbidden`."""
    changes = change.model_dump(include=change.model_fields_set)
    found = read_code(tx, code_id)
    if not changes:
        return found
    changed = repository.update_code(tx, code_id, changes, base_url=base_url())
    if changed is None:
        raise Forbidden
    return changed
