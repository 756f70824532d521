"""A small tree of SQL files that a test may change, and a database of its own to bring to it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from database_migrations import runner
from database_migrations.folder import database_directory
from local.postgres import Cluster

THINGS = "migrations/20300101000100_things.sql"
MARK = "functions/kernel/mark.sql"
COUNT = "functions/shop/count_things.sql"
WATCH = "functions/shop/watch_things.sql"
DEAREST = "functions/shop/dearest_thing.sql"
DEAR = "views/dear_things.sql"

FILES = {
    THINGS: """-- migrate:up
set local lock_timeout = '3s';
create table public.things (id integer primary key, name text not null, price bigint not null default 0, colour text);
create trigger mark before update on public.things for each row execute function app.mark();
create table public.sightings (thing_id integer not null);
grant select on public.things to app_internal, service;
grant insert on public.things, public.sightings to app_internal, service;
insert into public.things values (1, 'ladder', 7000), (2, 'lamp', 900);

-- migrate:down
set local lock_timeout = '3s';
drop table public.sightings;
drop table public.things;
""",
    MARK: """-- Every change of a thing is marked.
create or replace function app.mark() returns trigger language plpgsql as $$
begin
  new.colour := 'marked';
  return new;
end
$$;
comment on function app.mark() is 'Marks.';
grant execute on function app.mark() to app_owner;
""",
    COUNT: """-- How many there are.
create or replace function app.count_things() returns bigint
language sql stable security definer set search_path = ''
as $$ select count(*) from public.things $$;
comment on function app.count_things() is 'Counts.';
grant execute on function app.count_things() to service, admin;
""",
    WATCH: """-- A thing that comes is seen.
create or replace function app.watch_things() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.sightings values (new.id);
  return null;
end
$$;
comment on function app.watch_things() is 'Watches.';
grant execute on function app.watch_things() to app_owner;
create or replace trigger watch_things after insert on public.things
for each row execute function app.watch_things();
""",
    DEAREST: """-- owner: app_owner
-- Alphabetically before the view that it stands on.
create or replace function app.dearest_thing() returns text language sql stable
begin atomic
  select d.name from public.dear_things as d order by d.price desc limit 1;
end;
grant execute on function app.dearest_thing() to service;
""",
    DEAR: """-- owner: app_owner
create or replace view public.dear_things with (security_invoker = true) as
select t.id, t.name, t.price from public.things as t where t.price > 1000;
comment on view public.dear_things is 'What costs.';
comment on column public.dear_things.price is 'In cents.';
grant select on public.dear_things to service;
""",
}


@dataclass(frozen=True)
class Tree:
    """A folder like `database/`."""

    folder: Path

    def write(self, path: str, text: str) -> None:
        """Make or replace a file."""
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace `old` in a file, which must say it."""
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text, f"{path} does not say {old!r}"
        self.write(path, text.replace(old, new))

    def remove(self, path: str) -> None:
        """Take a file out of the tree."""
        (self.folder / path).unlink()

    def copy(self, folder: Path) -> "Tree":
        """The tree as it is now, to be changed apart."""
        shutil.copytree(self.folder, folder)
        return Tree(folder)


def toy(folder: Path) -> Tree:
    """The small tree in `folder`: one migration, a kernel function, three functions and a view."""
    tree = Tree(folder)
    for path, text in FILES.items():
        tree.write(path, text)
    shutil.copy(database_directory() / "bootstrap.sql", folder)
    return tree


@dataclass(frozen=True)
class Place:
    """A database of its own; `migrate` and `rollback` bring it to a tree."""

    cluster: Cluster
    name: str

    @property
    def url(self) -> str:
        """The superuser's connection."""
        return self.cluster.url(database=self.name)

    @property
    def owner_url(self) -> str:
        """That of `app_owner`."""
        return self.cluster.url("app_owner", self.name)

    def deploy(self, tree: Tree) -> None:
        """Bootstrap and migrate."""
        runner.deploy(self.url, self.owner_url, directory=tree.folder)

    def migrate(self, tree: Tree) -> None:
        """Migrate alone: the roles are there."""
        runner.migrate(self.owner_url, directory=tree.folder)

    def rollback(self, tree: Tree) -> None:
        """Undo the newest migration."""
        runner.rollback(self.owner_url, directory=tree.folder)

    def connect(self, user: str = "postgres", *, autocommit: bool = True) -> psycopg.Connection[Any]:
        """A new connection."""
        return psycopg.connect(self.cluster.url(user, self.name), autocommit=autocommit)

    def ask(self, query: str) -> Any:
        """The only value of a query's only row, asked by the superuser."""
        with self.connect() as db:
            row = db.execute(query.encode()).fetchone()
        assert row is not None
        return row[0]

    def functions(self) -> set[str]:
        """The functions and views of the tree's schemas, by name."""
        return set(
            self.ask(
                "select array_agg(name) from (select nspname || '.' || proname as name from pg_proc as p"
                " join pg_namespace as n on n.oid = pronamespace where nspname = 'app' union all"
                " select schemaname || '.' || viewname from pg_views where schemaname = 'public') as names"
            )
        )  # fmt: skip


@contextmanager
def place(cluster: Cluster, name: str, *, template: str = "template1") -> Iterator[Place]:
    """A copy of `template`, empty as it is, that goes at the end."""
    with psycopg.connect(cluster.url(database="postgres"), autocommit=True) as admin:
        admin.execute(f'create database "{name}" template "{template}" strategy file_copy'.encode())
        try:
            yield Place(cluster, name)
        finally:
            admin.execute(f'drop database "{name}" with (force)'.encode())
