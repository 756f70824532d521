"""Who was told what of a deposit."""

from tests.typing import Connection


def told(db: Connection, kind: str) -> list[tuple[str, str, int]]:
    """Message, currency and amount of each notice of a kind, by message."""
    return db.execute(
        "select message, metadata ->> 'currency', (metadata ->> 'amount')::bigint from notifications"
        " where type = %s order by message", (kind,)
    ).fetchall()  # fmt: skip
