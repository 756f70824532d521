"""docs/database says who calls which SQL function and what it does, and no function is left that nobody calls."""

import re
from collections.abc import Iterator

import pytest

from tests.conftest import Database
from tests.typing import Connection
from tools.sql_functions.catalog import read_catalog
from tools.sql_functions.pages import FOLDER, render, sources
from tools.sql_functions.python_rooms import ROOT
from tools.sql_functions.relations import Relations, relate


@pytest.fixture(scope="module")
def db(shared_database: Database) -> Iterator[Connection]:
    with shared_database.connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def relations(db: Connection) -> Relations:
    return relate(read_catalog(db))


def names(functions: set[str], *wanted: str) -> bool:
    return set(wanted) <= functions


def test_the_pages_are_current(db: Connection) -> None:
    pages = render(db)
    assert {path.name for path in FOLDER.glob("*.md")} == pages.keys(), "run: make docs"
    for name, text in pages.items():
        assert (FOLDER / name).read_text(encoding="utf-8") == text, "run: make docs"


def test_every_function_has_a_source_of_its_name_and_a_section(relations: Relations) -> None:
    titles = {function.title for function in relations.catalog.functions.values()}
    assert titles == sources().keys()
    text = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md"))
    assert all(f"\n## {title}\n" in text for title in titles)


def test_every_link_of_the_pages_leads_somewhere() -> None:
    for page in FOLDER.glob("*.md"):
        for target, anchor in re.findall(r"\]\(([^)#]*)(?:#([^)]+))?\)", page.read_text(encoding="utf-8")):
            file = (page.parent / target).resolve() if target else page
            assert file.is_relative_to(ROOT), target
            assert file.exists(), f"{page.name}: {target}"
            heading = re.compile(rf"^#+ {anchor.replace('.', '')}$", re.MULTILINE) if anchor else None
            plain = file.read_text(encoding="utf-8").replace(".", "") if anchor else ""
            assert heading is None or heading.search(plain), f"{page.name}: {target}#{anchor}"


FOR_THE_RELEASE_BEFORE = {"app.find_link", "app.payout_lines", "app.take_request"}
"""Its Lambdas call them while this one is deployed; they go with the next (database/README.md)."""


def test_no_function_is_left_without_a_caller(relations: Relations) -> None:
    assert set(relations.uncalled()) == FOR_THE_RELEASE_BEFORE


def test_a_function_without_a_caller_is_found(db: Connection) -> None:
    with db.transaction(force_rollback=True):
        db.execute(
            "create function app.forgotten() returns void language plpgsql as $$begin perform app.forgotten(); end$$"
        )
        assert "app.forgotten" in relate(read_catalog(db)).uncalled()


def test_an_acceptance_is_seen_down_to_the_ledger(relations: Relations) -> None:
    (caller,) = relations.python_callers("app.accept_invitation")[:1]
    assert (caller.title, caller.inside) == ("campaign_lifecycle/invitations/repository.py", "accept")
    reached = relations.reached_by("app.accept_invitation")
    assert names(reached, "app.reserve_budget", "ledger.post", "ledger.weigh_entries", "app.queue_deliveries")
    assert not names(reached, "app.credit_deposit")
    inside = relations.inside["app.accept_invitation"]
    assert ("public.campaign_participants", "insert") in {(w.table, w.operation) for w in inside.writes}
    assert inside.reads == {"public.campaign_invitations"}


def test_a_trigger_of_columns_answers_only_where_they_are_set(relations: Relations) -> None:
    def woken(function: str) -> set[str]:
        writes = relations.inside[function].writes
        return {
            trigger.name for trigger in relations.answers_to(writes) if trigger.table == "public.campaigns"
        }

    assert "announce_low_budget" in woken("app.reserve_budget")
    assert "announce_low_budget" not in woken("app.move_campaigns")


def test_what_policies_and_defaults_call_is_seen(relations: Relations) -> None:
    assert "public.campaigns" in relations.expression_callers("auth.brand_ids")["policies"]
    assert relations.expression_callers("app.setting_is_valid")["constraints"] == ["public.admin_settings"]
    assert "app.audit_table" in relations.migrations
