"""A database of the last release, brought to this tree, is a fresh one: nothing depends on the way it came here.

`make release-schema` writes the last release down. An issue that changes an applied migration would fail here first.
"""

from collections.abc import Iterator

import psycopg
import pytest

from database_migrations.runner import bootstrap, migrate
from local.postgres import Cluster
from tests.conftest import Database
from tests.database.catalog_listing import listing
from tests.database.runner.trees import Place, place
from tests.factories.limits import limits_of_production
from tests.factories.rewards import achievements_of_production
from tools import release_schema

SCRIPT = release_schema.read()
OTHERWISE = {
    "constraint auth.users.users_email_is_lower_case": (
        "CONSTRAINT users_email_is_lower_case CHECK ((email = lower(email)))",
        "CONSTRAINT users_email_is_lower_case CHECK (true)",
    ),
    "privilege relation auth.users": ("GRANT SELECT ON TABLE auth.users TO authenticated;", ""),
    "relation ledger.accounts": ("ALTER TABLE ONLY ledger.accounts FORCE ROW LEVEL SECURITY;", ""),
    "trigger ledger.accounts.guard_account": (
        "ALTER TABLE ledger.accounts ENABLE ALWAYS TRIGGER guard_account;", "",
    ),
    "comment table auth.users": ("COMMENT ON TABLE auth.users IS 'Accounts", "COMMENT ON TABLE auth.users IS 'Persons"),
    "row of public.social_platforms": ("('instagram', 1440,", "('instagram', 1441,"),
}  # fmt: skip
"""The line of the listing, and what of the release makes it another."""
OLDER_SOURCES = """
create or replace function auth.uid() returns uuid stable parallel safe return null::uuid;
alter function app.require_manager owner to app_owner;
grant execute on function ledger.post to anon;
grant select on public.campaign_briefs to anon;
alter view ledger.statement reset (security_invoker);
comment on view ledger.statement is 'older';
alter function app.accept_invitation security invoker reset all cost 7;
create trigger older before insert on public.campaigns for each row execute function ledger.guard_account();
alter table ledger.accounts enable trigger guard_account;
set role app_owner;
create function app.older() returns trigger language plpgsql as 'begin return null; end';
create trigger older_still after insert on public.campaigns for each row execute function app.older();
create view public.older_briefs as select * from public.campaign_briefs;
create function app.older_brief() returns setof public.older_briefs begin atomic table public.older_briefs; end;
insert into schema_migrations.sources (name, path, sha256, triggers_sha256) values
('app.older', 'functions/campaigns/older.sql', 'older', 'older'),
('app.older_brief', 'functions/campaigns/older_brief.sql', 'older', ''),
('public.older_briefs', 'views/older_briefs.sql', 'older', '');
"""


@pytest.fixture
def old(database: Database) -> Iterator[Place]:
    """An empty bootstrapped database, for the release to be restored into."""
    with place(database.cluster, f"{database.name}_old") as made:
        bootstrap(made.url)
        yield made


@pytest.fixture(scope="module")
def fresh(shared_database: Database) -> set[str]:
    """The catalog of a database that this tree made, without the settings of tests."""
    with shared_database.connect() as db, limits_of_production(db), achievements_of_production(db):
        return catalog(shared_database.cluster, shared_database.name)


def restore(place: Place, script: str) -> None:
    """As `app_owner`, who is no superuser."""
    with psycopg.connect(place.owner_url) as owner:
        owner.execute(script.encode())
        owner.execute("reset role")
        owner.execute("select app.make_tracking_partitions(current_date, 30)")  # as the job did, day by day


def catalog(cluster: Cluster, name: str) -> set[str]:
    """The listing of a copy: once restored, `(a, b) is distinct from (c, d)` has other brackets, and here all have."""
    with place(cluster, f"{name}_copy") as copy:
        bootstrap(copy.url)
        restore(copy, release_schema.dump(cluster.url(database=name)))
        with copy.connect() as db:
            return set(listing(db))


def test_the_last_release_and_this_tree_make_a_fresh_database(old: Place, fresh: set[str]) -> None:
    restore(old, SCRIPT)
    migrate(old.owner_url)
    brought = catalog(old.cluster, old.name)
    assert (brought - fresh, fresh - brought) == (set(), set())


def test_the_last_release_was_a_whole_database(old: Place) -> None:
    restore(old, SCRIPT)
    assert old.ask("select count(*) from schema_migrations.applied") > 50
    assert old.ask("select count(*) from schema_migrations.sources") > 180
    assert old.ask("select count(*) from schema_migrations.checksums") > 50


def test_a_release_that_was_otherwise_would_be_seen(old: Place, fresh: set[str]) -> None:
    """What migrations made is not made again, so no file changes any of this back."""
    script = SCRIPT
    for was, becomes in OTHERWISE.values():
        assert script.count(was) == 1, was
        script = script.replace(was, becomes)
    restore(old, script)
    migrate(old.owner_url)
    differences = catalog(old.cluster, old.name) ^ fresh
    for seen in OTHERWISE:
        assert any(line.startswith(seen) for line in differences), seen


def test_whatever_sources_the_release_had_are_those_of_this_tree(old: Place, fresh: set[str]) -> None:
    """Another text, owner, grant, comment and trigger, and functions and views that this tree lacks."""
    restore(old, SCRIPT)
    with old.connect() as db:
        db.execute("update schema_migrations.sources set sha256 = 'older', triggers_sha256 = 'older'")
        db.execute(OLDER_SOURCES.encode())
    before = catalog(old.cluster, old.name)
    assert len(before - fresh) >= 10
    migrate(old.owner_url)
    assert catalog(old.cluster, old.name) == fresh
