"""Tables and rows by their keys, as SQL."""

from psycopg import sql

from tests.database.world import Key


def identifier(table: str) -> sql.Identifier:
    """`schema.table` as SQL."""
    return sql.Identifier(*table.split("."))


def key_is(key: Key) -> sql.Composed:
    """The condition that finds the row of that primary key."""
    return sql.SQL(" and ").join(
        sql.SQL("{} = {}").format(sql.Identifier(c), sql.Literal(value)) for c, value in key.items()
    )
