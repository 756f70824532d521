"""Every cell of the permission matrix, tried against the database: allowed and denied."""

from collections.abc import Iterator
from typing import LiteralString

import pytest
from psycopg.types.json import Jsonb

from tests.conftest import Database
from tests.database.catalog import tables
from tests.database.permission_matrix import CELLS, MATRIX
from tests.database.permissions import ACTORS, ADMIN, ANON, CREATOR, FAN, OTHER_FAN, SERVICE, WITHOUT_ACCOUNT
from tests.database.probe import VERBS, Row, may, read
from tests.database.world import World, build
from tests.typing import Connection

BEGIN: LiteralString = "select app.begin_request(%s)"


@pytest.fixture(scope="module")
def world(shared_database: Database) -> Iterator[World]:
    with shared_database.connect() as superuser:
        yield build(superuser)


@pytest.fixture(scope="module")
def api(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect("api_login", autocommit=False) as connection:
        yield connection


def person(world: World, actor: str) -> object:
    """The actor's user id; None for anonymous callers and the machine."""
    if actor == SERVICE or actor in WITHOUT_ACCOUNT:
        return None
    return world.ids["creator_user_id" if actor == CREATOR else actor]


def claims(world: World, actor: str) -> dict[str, str]:
    """How a request of the actor begins."""
    if (user := person(world, actor)) is not None:
        return {"sub": str(user)}
    devices = {FAN: "device_id", OTHER_FAN: "other_device"}
    return {"device": str(world.ids[devices[actor]])} if actor in devices else {"role": actor}


def allowed(api: Connection, world: World, row: Row, actor: str) -> set[str]:
    """The verbs that the database lets `actor` use on the row, in a request of theirs that leaves no trace."""
    user = person(world, actor)
    with api.transaction(force_rollback=True):
        api.execute(BEGIN, (Jsonb(claims(world, actor)),))
        return {verb for verb in VERBS if may(api, verb, row, user)}


@pytest.mark.parametrize("name", MATRIX)
def test_the_database_allows_what_the_matrix_allows_and_nothing_else(
    api: Connection, world: World, name: str
) -> None:
    row = read(world.db, name.partition("#")[0], world.keys[name])
    expected = {actor: {verb for verb in VERBS if actor in getattr(MATRIX[name], verb)} for actor in ACTORS}
    assert {actor: allowed(api, world, row, actor) for actor in ACTORS} == expected
    assert read(world.db, row.table, row.key) == row, "trying has changed the row"


def test_every_table_stands_in_the_matrix(world: World) -> None:
    assert {name.partition("#")[0] for name in MATRIX} == tables(world.db)


def test_the_matrix_refuses_and_allows_in_every_verb() -> None:
    for verb in VERBS:
        cells = [actor in getattr(may_do, verb) for may_do in MATRIX.values() for actor in ACTORS]
        assert set(cells) == {True, False}
    assert not any(ANON in getattr(may_do, verb) for may_do in MATRIX.values() for verb in VERBS)
    writes = [getattr(may_do, verb) for may_do in MATRIX.values() for verb in VERBS if verb != "select"]
    assert not any(who.intersection(WITHOUT_ACCOUNT) for who in writes)
    assert CELLS > 2000


def test_a_right_too_many_is_found(api: Connection, world: World, shared_database: Database) -> None:
    """The probe itself is proven: open a table, and the matrix no longer fits."""
    row = read(world.db, "public.audit_logs", world.keys["public.audit_logs"])
    assert allowed(api, world, row, CREATOR) == set()
    world.db.execute("grant select on audit_logs to authenticated")
    world.db.execute("create policy too_much on audit_logs for select to authenticated using (true)")
    try:
        assert allowed(api, world, row, CREATOR) == {"select"}
    finally:
        world.db.execute("drop policy too_much on audit_logs")
        world.db.execute("revoke select on audit_logs from authenticated")
    assert allowed(api, world, row, ADMIN) == {"select"}
