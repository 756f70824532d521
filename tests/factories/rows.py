"""A row of any table, inserted as it is said."""

from collections.abc import Mapping
from uuid import UUID

from psycopg import sql

from tests.typing import Connection


def insert_row(db: Connection, table: str, columns: Mapping[str, object], *, returning: str = "id") -> UUID:
    """Insert a row; its id, or the value of another column."""
    made = db.execute(
        sql.SQL("insert into {} ({}) values ({}) returning {}").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns)),
            sql.SQL(", ").join([sql.Placeholder()] * len(columns)), sql.Identifier(returning),
        ),
        list(columns.values()),
    ).fetchone()  # fmt: skip
    assert made is not None
    found: UUID = made[0]
    return found
