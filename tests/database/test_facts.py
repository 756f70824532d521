"""A fact has a type that is registered and the fields of it; what cannot be one is refused, or is none."""

from datetime import UTC, datetime, timedelta

import pytest
from psycopg.types.json import Jsonb

from tests.database.sql_functions import Refusal, call, refusal
from tests.factories.people import make_user
from tests.factories.rewards import facts_of, record_fact
from tests.typing import Connection

NOW = datetime.now(UTC)


def record(db: Connection, fact_type: str, data: object) -> Refusal:
    return refusal(db, "app.record_fact", fact_type, make_user(db), NOW, Jsonb(data))


@pytest.mark.parametrize("name", ["deal.sold", "login.day.reversed", "", "deal.released.reversed.reversed"])
def test_a_type_that_is_not_registered_or_cannot_be_undone_is_refused(db: Connection, name: str) -> None:
    assert record(db, name, {}) == Refusal("IW005", None, {"type": name})


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"price": "5"}, "price"), ({"price": True}, "price"), ({"price": [5]}, "price"), ({"price": 1e16}, "price"),
        ({"role": 5}, "role"), ({"role": {"is": "creator"}}, "role"), ({"role": "x" * 200}, "role"),
        ({"platform": []}, "platform"), ({"platform": ["a", 1]}, "platform"), ({"platform": ["a"] * 21}, "platform"),
        ({"role": "creator", "note": "what a person wrote"}, "note"), ({"": "x"}, ""), ({"followers": 1}, "followers"),
    ],
)  # fmt: skip
def test_a_field_of_another_type_or_kind_is_refused(
    db: Connection, data: dict[str, object], field: str
) -> None:
    assert record(db, "deal.released", data) == Refusal(
        "IW006", None, {"type": "deal.released", "field": field}
    )


def test_data_that_are_no_object_are_refused(db: Connection) -> None:
    assert record(db, "login.day", ["creator"]).sqlstate == "22023"


def test_a_field_that_is_null_is_none_and_a_list_of_words_is_one(db: Connection) -> None:
    person = make_user(db)
    said = {"price": 5, "gig_id": None, "platform": ["instagram", "tiktok"]}
    assert call(db, "app.record_fact", "deal.released", person, NOW, Jsonb(said)) is not None
    assert facts_of(db, person) == [("deal.released", "", {"price": 5, "platform": ["instagram", "tiktok"]})]


def test_what_is_still_to_come_is_now_and_what_is_older_than_facts_are_kept_is_none(db: Connection) -> None:
    person = make_user(db)
    for days, name in ((40, "early"), (-399, "late")):
        call(db, "app.record_fact", "login.day", person, NOW + timedelta(days=days), Jsonb({}), name)
    old = call(db, "app.record_fact", "login.day", person, NOW - timedelta(days=401), Jsonb({}))
    kept = db.execute("select reference, at <= now() from reward_facts where subject_user_id = %s", (person,))
    assert (old, sorted(kept.fetchall())) == (None, [("early", True), ("late", True)])


def test_a_fact_at_the_border_of_a_month_stands_in_its_month(db: Connection) -> None:
    person = make_user(db)
    first = datetime(NOW.year, NOW.month, 1, tzinfo=UTC)
    for at in (first, first - timedelta(microseconds=1)):
        call(db, "app.record_fact", "login.day", person, at, Jsonb({}))
    found = db.execute(
        "select at, tableoid::regclass::text from reward_facts where subject_user_id = %s order by at",
        (person,),
    ).fetchall()
    before = first - timedelta(days=1)
    assert found == [
        (first - timedelta(microseconds=1), f"reward_facts_{before:%Y%m}"), (first, f"reward_facts_{first:%Y%m}"),
    ]  # fmt: skip


def test_of_who_was_erased_and_of_nobody_there_are_no_facts(db: Connection) -> None:
    gone, banned = make_user(db), make_user(db)
    db.execute("update auth.users set status = 'deleted' where id = %s", (gone,))
    db.execute("update auth.users set status = 'banned' where id = %s", (banned,))
    for person in (gone, None, banned):
        call(db, "app.record_fact", "login.day", person, NOW, Jsonb({}))
        call(db, "app.record_facts", "login.day", [person], [NOW], [Jsonb({})], ["many"])
    assert facts_of(db, gone) == []
    assert facts_of(db, banned) == [("login.day", "", {}), ("login.day", "many", {})], "it happened"
    assert db.execute("select count(*) from reward_facts").fetchone() == (2,)


def test_what_was_undone_is_not_undone_again_and_what_was_never_done_is_not_at_all(db: Connection) -> None:
    person, other = make_user(db), make_user(db)
    record_fact(db, person, reference="a", price=1)
    record_fact(db, person, reference="a", price=2)
    undone = [call(db, "app.reverse_facts", "deal.released", [person, other], "a", NOW) for _ in range(3)]
    assert undone == [1, 1, 0]
    assert facts_of(db, person, "%.reversed") == [("deal.released.reversed", "a", {"price": 2})] * 2
    assert facts_of(db, other) == []


def test_people_and_the_machine_client_write_no_facts(db: Connection) -> None:
    granted = db.execute(
        "select distinct p.proname, a.grantee::regrole::text from pg_proc as p"
        " cross join lateral aclexplode(p.proacl) as a where p.pronamespace = 'app'::regnamespace"
        " and p.proname in ('record_fact', 'record_facts', 'record_once', 'reverse_facts')"
        " and a.grantee::regrole::text <> 'app_internal'"
    ).fetchall()
    tables = db.execute(
        "select t, r from unnest('{reward_facts,fact_marks,fact_types}'::text[]) as t,"
        " unnest('{anon,authenticated,admin,service}'::text[]) as r"
        " where has_table_privilege(r, t, 'insert') or has_any_column_privilege(r, t, 'update')"
    ).fetchall()
    assert (granted, tables) == ([], [])
