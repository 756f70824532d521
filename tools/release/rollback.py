"""`make rollback-rehearsal`: this release, then the last one on the same database, then this one again.

Each of the three is a whole system on this machine, and has to pass the smoke test. The last release applies its own
SQL functions over ours, as its deploy would, and lives with our migrations. Nothing is left of it.
"""

import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

import psycopg

from local.data_dir import DataDir
from tools.release import smoke
from tools.release.before import CANNOT_TELL, ROOT, TreeBeforeUnknown, tree_before
from tools.story.system import SystemFailed, running_on

State = tuple[int, int, int, int]
"""Migrations, sources, accounts, campaigns."""
STATE = """
select (select count(*) from schema_migrations.applied), (select count(*) from schema_migrations.sources),
    (select count(*) from auth.users), (select count(*) from public.campaigns)
"""


def main() -> int:
    """Rehearse, and say how long each took; 1 where one does not stand, 2 where the last release is not to be found."""
    wrong: list[str] = []
    states: list[State] = []
    try:
        with (
            tree_before(with_new_database=False) as before,
            tempfile.TemporaryDirectory(prefix="rollback-", ignore_cleanup_errors=True) as folder,
        ):
            for name, tree in (
                ("this release", ROOT),
                ("the last release", before),
                ("this release again", ROOT),
            ):
                wrong += _step(name, tree, Path(folder), states)
    except TreeBeforeUnknown as unknown:
        print(unknown, file=sys.stderr)
        return CANNOT_TELL
    except SystemFailed as failed:
        wrong.append(str(failed))
    wrong += lost(states)
    print("\n".join(wrong) or "Rolled back and forward again; nothing was lost.")
    return bool(wrong)


def lost(states: list[State]) -> list[str]:
    """Which rows there were fewer of in a later state."""
    return [
        f"{earlier} {name} became {later}"
        for before, after in pairwise(states)
        for name, earlier, later in zip(("accounts", "campaigns"), before[2:], after[2:], strict=True)
        if later < earlier
    ]


def _step(name: str, tree: Path, folder: Path, states: list[State]) -> list[str]:
    begin = time.monotonic()
    print(f"--- {name}")
    with running_on(folder, tree) as url:
        states.append(_state(folder))
        found = "{} migrations, {} sources, {} accounts, {} campaigns".format(*states[-1])
        print(f"up after {time.monotonic() - begin:.0f} s: {found}", flush=True)
        wrong = smoke.run(url, description=tree / smoke.PLACE_OF_DESCRIPTION, pause_seconds=0.5)
    return [f"{name}: {one}" for one in wrong]


def _state(folder: Path) -> State:
    with psycopg.connect(DataDir(folder / "data").read_database_url()) as database:
        row = database.execute(STATE).fetchone()
    if row is None:
        raise SystemFailed("The database answers nothing.")
    migrations, sources, accounts, campaigns = row
    return migrations, sources, accounts, campaigns


if __name__ == "__main__":
    sys.exit(main())
