"""Writes down what the next tree is held to: database, description, commit (`make release-schema`, at a release).

`tests/database/releases/latest.sql.gz` is a database as this tree makes it. The next tree's tests begin there: a
database of the last release plus the tree has to equal a fresh one. The file can be restored by `app_owner`, who is no
superuser, into a bootstrapped database; it holds the schema and the rows that migrations insert, the runner's own among
them. Read it with `zcat`. `tests/releases/` has what `make breaking-changes` compares with, and the commit whose tests
`make old-code` runs.
"""

import gzip
import re
import subprocess
from pathlib import Path

from local.postgres import POSTGRES_BIN
from tools.migrated import migrated_database
from tools.release import before, breaking, called

ROOT = Path(__file__).parents[1]
RELEASE = ROOT / "tests" / "database" / "releases" / "latest.sql.gz"
SCHEMAS = ("public", "app", "auth", "ledger", "local_identity", "schema_migrations")
_ENTRY = re.compile(r"^--\n(?=-- (?:Data for )?Name: )", re.MULTILINE)
_OWNER = re.compile(r"-- .*; Owner: (\w+)\n")
_OF_THE_BOOTSTRAP = re.compile(r"-- Name: .*; Type: (?:SCHEMA|COMMENT); Schema: -; ")
_ROWS = re.compile(r"-- Data for Name: ")
_GRANT_OF_A_FUNCTION = re.compile(r"-- Name: FUNCTION .*; Type: ACL; ")
_FOR_PSQL_OR_SUPERUSERS = re.compile(r"^(\\(un)?restrict|SET SESSION AUTHORIZATION) .*\n", re.MULTILINE)


def dump(url: str) -> str:
    """The database at `url`, a superuser's, as SQL for `app_owner`. Partitions, made for the day, are left out."""
    script = subprocess.run(
        [POSTGRES_BIN / "pg_dump", f"--dbname={url}", "--inserts", "--rows-per-insert=100",
         "--use-set-session-authorization", "--exclude-table=public.tracking_events_2*",
         *(f"--schema={schema}" for schema in SCHEMAS)],
        check=True, capture_output=True, text=True,
    ).stdout  # fmt: skip
    head, *entries = _ENTRY.split(_FOR_PSQL_OR_SUPERUSERS.sub("", script))
    ours = [entry for entry in entries if not _OF_THE_BOOTSTRAP.match(entry)]
    return head + "".join(map(_as_its_owner, _in_order(ours)))


def _as_its_owner(entry: str) -> str:
    owner = _OWNER.match(entry)
    if owner is None:
        raise ValueError(f"pg_dump does not say whose this is: {entry[:200]}")
    role = "app_owner" if owner[1] == "pg_database_owner" else owner[1]  # who is always the database's owner
    return f"SET ROLE {role};\n--\n{entry}"


def _in_order(entries: list[str]) -> list[str]:
    """Who inserts needs EXECUTE on the functions of checks, and who makes a trigger on its function.

    pg_dump, which restores as superuser, grants last: after functions and tables, rows, then keys and triggers.
    """
    rows = next((place for place, entry in enumerate(entries) if _ROWS.match(entry)), len(entries))
    grants = [entry for entry in entries if _GRANT_OF_A_FUNCTION.match(entry)]
    others = [entry for entry in entries[rows:] if not _GRANT_OF_A_FUNCTION.match(entry)]
    return [*entries[:rows], *grants, *others]


def read() -> str:
    """The script of the last release."""
    return gzip.decompress(RELEASE.read_bytes()).decode()


def main() -> None:
    """Make a throwaway database of this tree and write it down."""
    commit = _commit()
    with migrated_database() as url:
        script = dump(url)
    RELEASE.write_bytes(gzip.compress(script.encode(), mtime=0))
    print(f"{RELEASE.name}: {len(script.splitlines())} lines")
    breaking.OF_THE_RELEASE.write_bytes(gzip.compress(breaking.OURS.read_bytes(), mtime=0))
    (ROOT / before.RECORDED).write_text(f"{commit}\n")
    called.record()


def _commit() -> str:
    """What is checked out. Raises `SystemExit` where files differ from it: the next tree could not find them."""
    asked = subprocess.run(
        ["git", "status", "--porcelain"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    ours = (
        str(RELEASE.relative_to(ROOT)),
        str(breaking.OF_THE_RELEASE.relative_to(ROOT)),
        before.RECORDED,
        str(called.RECORDED.relative_to(ROOT)),
    )
    if changed := [line for line in asked.stdout.splitlines() if line[3:] not in ours]:
        raise SystemExit(f"Commit first, the release is what is committed: {', '.join(changed)}")
    head = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True)
    return head.stdout.strip()


if __name__ == "__main__":
    main()
