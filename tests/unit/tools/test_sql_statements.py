"""What a piece of SQL reads, writes and calls: the words that docs/database is made of."""

import pytest

from tools.sql_functions.statements import Write, mentions

TABLES = {"public.campaigns", "public.wallets", "public.earnings", "ledger.entries", "auth.users"}
FUNCTIONS = {"app.notify", "ledger.post", "auth.uid"}


@pytest.mark.parametrize(
    ("sql", "reads"),
    [
        ("select id from campaigns", {"public.campaigns"}),
        ("select 1 from auth.users left join ledger.entries on true", {"auth.users", "ledger.entries"}),
        ("delete from public.earnings using auth.users", {"auth.users"}),
        ("select extract(epoch from created_at) from elsewhere", set()),
        ("with campaigns as (select 1) select * from campaigns", set()),
        ("with a as (select 1), wallets (x) as materialized (select 2) select * from wallets", set()),
        ("with campaigns as (select 1) select * from public.campaigns", {"public.campaigns"}),
        ("select 1 -- from public.campaigns", set()),
        ("select 'it''s from public.campaigns' /* from\npublic.wallets */", set()),
        ('select 1 from "public"."campaigns"', {"public.campaigns"}),
        ("insert into public.wallets select * from public.campaigns for update of campaigns", {"public.campaigns"}),
    ],
)  # fmt: skip
def test_what_it_reads(sql: str, reads: set[str]) -> None:
    assert mentions(sql, TABLES, FUNCTIONS).reads == reads


@pytest.mark.parametrize(
    ("sql", "writes"),
    [
        ("insert into public.wallets (id) values (1)", [("public.wallets", "insert")]),
        ("update only wallets set id = 1", [("public.wallets", "update")]),
        ("delete from ledger.entries where true", [("ledger.entries", "delete")]),
        ("select 1 from public.wallets for update", []),
        (
            "insert into public.wallets (id) values (1) on conflict (id) do update set id = 2",
            [("public.wallets", "insert"), ("public.wallets", "update")],
        ),
        (
            "insert into wallets values (1); insert into earnings values (1) on conflict (id) do update set id = 2",
            [("public.wallets", "insert"), ("public.earnings", "insert"), ("public.earnings", "update")],
        ),
        (
            "insert into public.wallets (id) values (1) on conflict (id) do nothing",
            [("public.wallets", "insert")],
        ),
    ],
)
def test_what_it_writes(sql: str, writes: list[tuple[str, str]]) -> None:
    found = mentions(sql, TABLES, FUNCTIONS).writes
    assert [(write.table, write.operation) for write in found] == writes


def test_an_update_knows_the_columns_that_it_may_set() -> None:
    sql = "update public.wallets set balance = 1 where true; update public.campaigns set status = 'x'"
    assert mentions(sql, TABLES, FUNCTIONS).writes == (
        Write("public.wallets", "update"),
        Write("public.campaigns", "update"),
    )
    wallets, campaigns = mentions(sql, TABLES, FUNCTIONS).writes
    assert "balance" in wallets.words
    assert "status" not in wallets.words
    assert "status" in campaigns.words


@pytest.mark.parametrize(
    ("sql", "calls"),
    [
        ("perform app.notify(auth.uid ())", {"app.notify", "auth.uid"}),
        ("select app.notify_all(1), 'ledger.post('", set()),
        ("select notify(1)", set()),
    ],
)
def test_what_it_calls(sql: str, calls: set[str]) -> None:
    assert mentions(sql, TABLES, FUNCTIONS).calls == calls
