"""A file is written once at a time, and never outlives its row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from uuid import UUID

from common.database import transaction
from common.exports import DueExport, delete_expired_exports, export_key, write_due
from common.identity import SERVICE
from common.models.exports import ExportKind
from tests.factories.events import LambdaContext
from tests.factories.people import make_user
from tests.interleaving.acting import as_service, as_user, value
from tests.interleaving.exploring import Calls, Connection, Outcomes
from tests.interleaving.shelf import SHELF
from user_management.erasures.service import run_erasures
from user_management.exports import service as exports


def an_export_is_asked_for_twice(db: Connection) -> Calls:
    user = make_user(db)
    ask = as_user(user, exports.request_personal_data)

    def check(outcomes: Outcomes) -> None:
        assert sorted(map(str, outcomes)).count("EXPORT_PENDING") == 1
        assert value(db, "select count(*) from exports where user_id = %s", user) == 1

    return Calls(ask, ask, check)


def _waiting(db: Connection) -> tuple[UUID, UUID]:
    """Somebody, and the export of theirs that waits; others' do not."""
    db.execute("delete from exports")
    user = make_user(db)
    export = value(db, "insert into exports (user_id, kind) values (%s, 'personal_data') returning id", user)
    return user, export


def _write() -> object:
    return write_due(ExportKind.PERSONAL_DATA, _chunks, LambdaContext())


def _chunks(_: DueExport) -> Iterator[bytes]:
    """What is read from the database while the file is written, so that the other one may come in between."""
    with transaction(SERVICE) as tx:
        yield str(tx.fetch_value("select count(*) from auth.users")).encode()


def an_export_is_written_while_its_person_is_forgotten(db: Connection) -> Calls:
    user, export = _waiting(db)
    db.execute(
        "insert into erasure_requests (user_id, due_at) values (%s, now() - interval '1 day')", (user,)
    )

    def check(_: Outcomes) -> None:
        assert value(db, "select status from auth.users where id = %s", user) == "deleted"
        assert value(db, "select count(*) from exports where user_id = %s", user) == 0
        assert export_key(export) not in SHELF.keys

    return Calls(_write, lambda: run_erasures(datetime.now(UTC)), check)


def an_export_is_written_while_it_expires(db: Connection) -> Calls:
    _, export = _waiting(db)

    def check(_: Outcomes) -> None:
        # One that a worker has in hand is passed over, and cleared away the next night.
        stays = value(db, "select count(*) from exports where id = %s", export) == 1
        assert stays == (export_key(export) in SHELF.keys)

    later = datetime.now(UTC) + timedelta(days=8)
    return Calls(_write, as_service(delete_expired_exports, later, 10), check)
