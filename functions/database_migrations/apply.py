"""Applies the sources whose text changed or that the catalog lacks. The order of it all is in `runner.py`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import psycopg
from psycopg import errors

from database_migrations import applied, catalog
from database_migrations.applied import Applied
from database_migrations.catalog import Standing
from database_migrations.failures import SourceFailed, blaming, in_one_transaction
from database_migrations.folder import MigrationFailed
from database_migrations.removal import drop, drop_triggers, revoke_grants_and_comments, set_role
from database_migrations.sources import OWNER, Source
from database_migrations.validation import validate

_REFUSES_ANOTHER_SHAPE = (errors.InvalidFunctionDefinition, errors.InvalidTableDefinition)


class SignatureChanged(MigrationFailed):
    """A file changes what callers of the running release rely on."""

    def __init__(self, source: Source, reason: str | None) -> None:
        super().__init__(
            f"{source.path}: a signature never changes in place ({reason}). Take a new name, or let the file drop the"
            " old one before it makes the new one."
        )


def apply_kernel(connection: psycopg.Connection, tree: Sequence[Source]) -> None:
    """Bring the functions that migrations call, in one transaction; the tables may not exist yet.

    `connection` is `app_owner`'s, in autocommit. Raises `MigrationFailed`, which names the file.
    """
    in_one_transaction(
        connection, lambda: _Application.of(connection, tree, kernel=True).apply_kernel_sources()
    )


def apply_sources(connection: psycopg.Connection, tree: Sequence[Source]) -> None:
    """Bring every other source, in one transaction, drop those that are gone, and compile them all.

    `connection` is `app_owner`'s, in autocommit. Raises `MigrationFailed`, which names the file.
    """
    in_one_transaction(
        connection, lambda: _Application.of(connection, tree, kernel=False).apply_other_sources()
    )


def remove_sources(connection: psycopg.Connection, *, kernel: bool) -> None:
    """Drop the sources that this database has, those of the kernel or all others, and forget them."""

    def work() -> None:
        rows = [row for row in applied.read(connection).values() if row.in_kernel == kernel]
        drop(connection, {row.name: row.path for row in rows})
        set_role(connection, OWNER)
        applied.forget(connection, [row.name for row in rows])

    in_one_transaction(connection, work)


@dataclass(frozen=True)
class _Application:
    """One attempt: the sources of this half by name, of the whole tree, and what the database knows."""

    connection: psycopg.Connection
    tree: Sequence[Source]
    sources: dict[str, Source]
    known: dict[str, Applied]

    @classmethod
    def of(cls, connection: psycopg.Connection, tree: Sequence[Source], *, kernel: bool) -> "_Application":
        sources = {source.name: source for source in tree if source.in_kernel == kernel}
        return cls(connection, tree, sources, applied.read(connection))

    def apply_kernel_sources(self) -> None:
        spoken = self._bodies()
        validate(self.connection, spoken, incomplete=True)
        self._write_down()

    def apply_other_sources(self) -> None:
        """Triggers come last, as they lock tables; what bodies still call is noticed before."""
        spoken = self._bodies()
        gone = self._gone()
        calling = catalog.triggers(self.connection)
        drop(self.connection, {name: path for name, path in gone.items() if name not in calling})
        validate(self.connection, self.tree)
        self._triggers({source.name for source in spoken})
        drop(self.connection, {name: path for name, path in gone.items() if name in calling})
        self._write_down()
        applied.forget(self.connection, gone)

    def _bodies(self) -> list[Source]:
        """Speak what changed or is missing; what waits for another goes again until nothing moves."""
        waiting = [*self._changed()]
        spoken: dict[str, Source] = {}
        while waiting:
            failures: dict[str, SourceFailed] = {}
            cleared: set[str] = set()
            for source in waiting:
                try:
                    with self.connection.transaction(), blaming(source.path):
                        cleared |= self._replace(source)
                except SourceFailed as failure:
                    failures[source.name] = failure
                else:
                    spoken[source.name] = source
                    cleared.discard(source.name)
            if len(failures) == len(waiting):
                raise _worst(failures.values())
            again = failures.keys() | cleared
            waiting = [source for name, source in self.sources.items() if name in again]
        return [*spoken.values()]

    def _changed(self) -> Iterable[Source]:
        there = {one.name for one in catalog.standing(self.connection, self.sources)}
        for name, source in self.sources.items():
            row = self.known.get(name)
            if row is None or row.sha256 != source.sha256 or name not in there:
                yield source

    def _replace(self, source: Source) -> set[str]:
        """Let the file speak, and return the sources that it had to drop for that."""
        standing = catalog.standing(self.connection, [source.name])
        if any(one.owner != source.owner for one in standing):
            return self._make_anew(source, standing)
        if not standing:
            self._execute_source(source, [])
            return set()
        try:
            with self.connection.transaction():
                self._execute_source(source, standing)
        except errors.DependentObjectsStillExist:  # the file drops its old form, on which others stand
            cleared = self._drop_conflicting(source, standing)
            self._execute_source(source, standing)
            return cleared
        except (*_REFUSES_ANOTHER_SHAPE, SignatureChanged) as refusal:
            if self._has_been_there(source):
                return self._make_anew(source, standing)
            if isinstance(refusal, psycopg.Error):
                raise SignatureChanged(source, refusal.diag.message_primary) from refusal
            raise
        return set()

    def _has_been_there(self, source: Source) -> bool:
        """Whether this database had this very text before: then a release is being rolled back."""
        row = self.known.get(source.name)
        return row is not None and source.sha256 in row.former

    def _make_anew(self, source: Source, standing: list[Standing]) -> set[str]:
        cleared = self._drop_conflicting(source, standing)
        drop(self.connection, {source.name: source.path})
        self._execute_source(source, [])
        return cleared

    def _drop_conflicting(self, source: Source, standing: list[Standing]) -> set[str]:
        """Drop the sources that stand on this one; they come again. Of the kernel's, the tables are in between."""
        if source.in_kernel:
            return set()
        paths = {row.name: row.path for row in self.known.values() if not row.in_kernel}
        paths |= {name: other.path for name, other in self.sources.items()}
        names = catalog.dependents(self.connection, [one.oid for one in standing]) & paths.keys()
        drop(self.connection, {name: paths[name] for name in names})
        return names

    def _execute_source(self, source: Source, standing: list[Standing]) -> None:
        revoke_grants_and_comments(self.connection, standing)
        set_role(self.connection, source.owner)
        self.connection.execute(source.body.encode())
        if standing:
            now = catalog.standing(self.connection, [source.name])
            if len(now) != 1:
                raise SignatureChanged(source, " and ".join(one.identity for one in now))

    def _triggers(self, spoken: set[str]) -> None:
        """Make triggers that changed or are missing, and drop those that their function's file no longer names.

        A body that changed alone locks no table.
        """
        there = catalog.triggers(self.connection)
        set_role(self.connection, OWNER)
        for name, source in self.sources.items():
            row = self.known.get(name)
            same = row is not None and row.triggers_sha256 == source.triggers_sha256
            if source.triggers and not (same and source.triggers <= there.get(name, set())):
                with blaming(source.path):
                    self.connection.execute(source.trigger_script.encode())
        there = catalog.triggers(self.connection)
        for name in spoken & there.keys():
            source = self.sources[name]
            with blaming(source.path):
                drop_triggers(self.connection, there[name] - source.triggers)

    def _gone(self) -> dict[str, str]:
        """What the tree no longer has. The kernel's stay while they stand: only a migration takes them away."""
        names = {source.name for source in self.tree}
        rows = [row for row in self.known.values() if row.name not in names]
        there = {one.name for one in catalog.standing(self.connection, [row.name for row in rows])}
        return {row.name: row.path for row in rows if not (row.in_kernel and row.name in there)}

    def _write_down(self) -> None:
        set_role(self.connection, OWNER)
        applied.write(self.connection, [s for s in self.sources.values() if not _is_written(s, self.known)])


def _is_written(source: Source, known: dict[str, Applied]) -> bool:
    row = known.get(source.name)
    return row is not None and (row.path, row.sha256, row.triggers_sha256) == (
        source.path, source.sha256, source.triggers_sha256
    )  # fmt: skip


def _worst(failures: Iterable[SourceFailed]) -> MigrationFailed:
    """What is refused for itself, if anything is: the rest may have waited for that in vain."""
    waited = [*failures]
    causes = [failure for failure in waited if not failure.may_wait_for_another] or waited
    return MigrationFailed("\n".join(map(str, causes)))
