"""A file of SQL is taken apart at the semicolons that end a statement, and at no other."""

import pytest

from database_migrations.statements import statements

ATOMIC = "create or replace function f() returns int language sql begin atomic"


@pytest.mark.parametrize(
    ("first", "why"),
    [
        ("select ';'", "text"),
        ("select 'it''s; here'", "a doubled quote in a text"),
        (r"select e'a\';b'", "an escaped quote"),
        ('select 1 as "odd;name"', "a quoted name"),
        ("select 1 /* ; */", "a comment"),
        ("select 1 -- it's; not over\n", "a comment to the end of the line"),
        ("create or replace function f() returns void language plpgsql as $$ begin null; end; $$", "a body"),
        ("create or replace function f() returns text language sql as $body$ select $$;$$; $body$", "two tags"),
        (f"{ATOMIC} select 1; select 2; end", "a body of SQL"),
        (f"{ATOMIC} select case when true then (case 1 when 2 then 3 end) end; select 4; end", "cases in one"),
        ("create or replace function f() returns int return case when true then 1 end", "a case, without a body"),
        ("create or replace function f(a text default ';') returns int language sql as 'select 1;'", "a default"),
    ],
)  # fmt: skip
def test_a_semicolon_ends_nothing_in(first: str, why: str) -> None:
    found = [
        *statements(f"-- why; it's so\n{first};\ngrant execute on function f() to service;\n-- the end;\n")
    ]
    assert len(found) == 2, why
    assert first.rstrip() in found[0].text
    assert found[1].text == "grant execute on function f() to service;"


def test_an_outline_has_no_comments_no_texts_and_one_line() -> None:
    (found,) = statements("""-- first
create or replace trigger watch -- on what
after insert or update of a, b on ledger.entries /* on t */ for each row
when (new.a = 'on x') execute function ledger.watch('a;b', $$c$$);""")
    assert found.outline == (
        "create or replace trigger watch after insert or update of a, b on ledger.entries for each row"
        " when (new.a = '') execute function ledger.watch('', '')"
    )


def test_a_file_of_comments_has_no_statement() -> None:
    assert [*statements("-- nothing; yet\n/* at all; */ ;\n")] == []
