"""A mail provider that pretends, on a laptop: a line in the log, and a file for the local outbox page."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from common.adapters.email.port import Email, Result, Sent
from common.settings import optional
from common.telemetry import logger

FOLDER = "LOCAL_OUTBOX_DIR"


class StubEmailAdapter:
    """See `common.adapters.email.port.EmailAdapter`. Takes everything; a key that was used sends nothing again."""

    def send(self, idempotency_key: str, batch: Sequence[Email]) -> list[Result]:
        """Keep the mails, each in a file named after its place under the key."""
        return [self._keep(f"{idempotency_key} {number}", email) for number, email in enumerate(batch)]

    def _keep(self, key: str, email: Email) -> Sent:
        provider_id = f"stub-{hashlib.sha256(key.encode()).hexdigest()[:32]}"
        logger().info("mail for the local outbox", extra={"to": email.to, "subject": email.subject})
        if folder := optional(FOLDER):
            _write(Path(folder), provider_id, email)
        return Sent(provider_id)


def _write(folder: Path, provider_id: str, email: Email) -> None:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if list(folder.glob(f"*-{provider_id}.json")):
        return
    now = datetime.now(UTC)
    content = asdict(email) | {"id": provider_id, "at": now.isoformat()}
    # Written aside and moved: the page never reads half a mail.
    unfinished = folder / f".{provider_id}"
    unfinished.touch(mode=0o600)
    unfinished.write_text(json.dumps(content))
    unfinished.rename(folder / f"{now:%Y%m%dT%H%M%S%f}-{provider_id}.json")
