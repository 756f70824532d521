"""docs/sources.md: nothing of the customer's documents is left out, and what is named of ours is there."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.topology import TOPOLOGY
from tests.conftest import Database
from tests.database.catalog import names
from tests.database.test_status_machines import MACHINES
from tests.typing import Connection
from tools.error_codes import refusals

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "sources.md"
PAGE = DOCUMENT.read_text(encoding="utf-8")
ITEMS = (Path(__file__).parent / "source_items.txt").read_text(encoding="utf-8").splitlines()
"""What the two documents name, a line each; read out of them by hand."""
FOLDERS = (ROOT, ROOT / "layers" / "common" / "python")
NONE = "–"

CODE = re.compile(r"`([^`]+)`")
LINK = re.compile(r"\]\(([^)#]*)#([^)]+)\)")
VALUE = re.compile(r"'([^']+)'::text")


def rows(page: str) -> Iterator[tuple[str, str, str]]:
    """Source, here, what is different: of each line of the tables."""
    for line in page.splitlines():
        if line.startswith("| ") and not line.startswith("| source |"):
            source, here, difference = (cell.strip() for cell in line.strip("|").split("|"))
            yield source, here, difference


def items(page: str) -> list[str]:
    """The names in the first column; where none is set as code, the words are the name."""
    return [item for source, _, _ in rows(page) for item in CODE.findall(source) or source.split(", ")]


def named(page: str) -> Iterator[str]:
    """What is set as code in the other columns."""
    for _, here, difference in rows(page):
        yield from CODE.findall(here)
        yield from CODE.findall(difference)


def lost(page: str, there: set[str]) -> list[str]:
    """What is named, and is neither among what is there nor a path."""
    return [one for one in named(page) if one not in there and not any((at / one).exists() for at in FOLDERS)]


def unexplained(page: str) -> list[str]:
    """Rows that name nothing of ours and do not say why."""
    return [source for source, here, why in rows(page) if not here or (here == NONE and not why)]


def lost_anchors(page: str) -> list[str]:
    """Links to a heading that its page lacks."""
    return [
        f"{target}#{anchor}"
        for target, anchor in LINK.findall(page)
        if anchor not in _anchors((DOCUMENT.parent / target).read_text(encoding="utf-8"))
    ]


def _anchors(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


def everything(db: Connection) -> set[str]:
    """Every name that the page may use, in the form that it has there."""
    steps = {f"{old} → {new}" for old, after in MACHINES["public.escrows"][1].items() for new in after}
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    return (
        _catalog(db)
        | _values(db)
        | steps
        | names(db, "select key from app.setting_definitions()")
        | {route.key for function in TOPOLOGY.functions for route in function.routes}
        | {schedule.job for schedule, _ in TOPOLOGY.timers}
        | {metric.name for metric in TOPOLOGY.metrics}
        | {share.name for page in TOPOLOGY.capabilities for share in page.failures}
        | {secret for function in TOPOLOGY.functions for secret in function.secrets}
        | {refusal.code for refusal in refusals()}
        | {f"make {target}" for target in targets}
    )


def _catalog(db: Connection) -> set[str]:
    """Tables, views, columns, functions, triggers, policies, constraints, indexes; `public` is not written."""
    return names(
        db,
        "with ours as (select oid, replace(oid::regnamespace || '.', 'public.', '') as prefix from pg_namespace"
        "  where nspname in ('public', 'auth', 'app', 'ledger', 'local_identity')),"
        " relations as (select c.oid, prefix || relname as name from pg_class as c join ours on ours.oid = relnamespace"
        "  where relkind in ('r', 'p', 'v') and not relispartition)"
        " select name from relations"
        " union all select name || '.' || attname from relations join pg_attribute on attrelid = relations.oid"
        "  where attnum > 0 and not attisdropped"
        " union all select prefix || proname from pg_proc join ours on ours.oid = pronamespace"
        " union all select tgname || ' on ' || name from relations join pg_trigger on tgrelid = relations.oid"
        " union all select polname || ' on ' || name from relations join pg_policy on polrelid = relations.oid"
        " union all select conname from pg_constraint join ours on ours.oid = connamespace"
        " union all select i.relname from pg_index join relations on relations.oid = indrelid"
        "  join pg_class as i on i.oid = indexrelid",
    )


def _values(db: Connection) -> set[str]:
    """`table.column = value`, of columns whose CHECK lists what they may hold."""
    checks = db.execute(
        "select conrelid::regclass::text || '.' || attname, pg_get_constraintdef(k.oid) from pg_constraint as k"
        " join pg_attribute as a on attrelid = conrelid and attnum = conkey[1]"
        " where contype = 'c' and cardinality(conkey) = 1 and connamespace = 'public'::regnamespace"
    ).fetchall()
    return {f"{column} = {value}" for column, check in checks for value in VALUE.findall(check)}


def test_nothing_of_the_sources_is_left_out() -> None:
    wanted = [line for line in ITEMS if line and not line.startswith("#")]
    assert len(wanted) > 250
    assert Counter(items(PAGE)) == Counter(wanted)


def test_what_is_named_is_there(shared_database: Database) -> None:
    with shared_database.connect() as db:
        assert lost(PAGE, everything(db)) == []


def test_each_row_says_where_or_why_not() -> None:
    assert unexplained(PAGE) == []


def test_links_lead_to_a_heading() -> None:
    assert PAGE.count("](data-model.md#") > 20
    assert lost_anchors(PAGE) == []


@pytest.mark.parametrize(
    "name",
    [
        "deals", "deals.total", "gig_history.reason", "auth.users.email", "ledger.entries", "app.fund_gig",
        "closed_is_final on gigs", "gigs_managers_delete on gigs", "gigs_close", "gigs.status = open",
        "locked → refunding", "deal_start_days", "GET /api/v1/deals", "deal-deadlines", "deposits_failed",
        "payment-failures", "STRIPE_SECRET_KEY", "STEP_NOT_ALLOWED", "make up", "common/pagination.py",
        "tests/database/test_deal_rules.py",
    ],
)  # fmt: skip
def test_a_name_that_is_not_there_is_found(shared_database: Database, name: str) -> None:
    """Each kind of name, right and with a letter more."""
    with shared_database.connect() as db:
        there = everything(db)
    right = [] if name == "gigs_close" else [name]
    assert lost(f"| `jobs` | {' '.join(f'`{one}`' for one in right)} | |", there) == []
    assert lost(f"| `jobs` | `{name}x` | `{name}y` |", there) == [f"{name}x", f"{name}y"]


def test_names_of_a_source_are_read_from_its_column() -> None:
    page = "| source | here | why |\n|---|---|---|\n| `jobs`, `jobs.uid` | `gigs` | `x` |\n| Week 1, Week 2 | – | y |"
    assert items(page) == ["jobs", "jobs.uid", "Week 1", "Week 2"]


@pytest.mark.parametrize(
    ("line", "found"), [("| a | | b |", ["a"]), ("| a | – | |", ["a"]), ("| a | – | b |", [])]
)
def test_a_row_without_a_place_or_a_reason_is_found(line: str, found: list[str]) -> None:
    assert unexplained(line) == found


def test_a_link_to_no_heading_is_found() -> None:
    assert lost_anchors("[x](data-model.md#nothing) [y](data-model.md#gigs)") == ["data-model.md#nothing"]
