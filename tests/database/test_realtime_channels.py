"""A person's channel has a name that nobody else knows, and another one as soon as a sign-in of theirs ends."""

import re
from uuid import UUID, uuid4

import psycopg
import pytest

from tests.actors import acting_as
from tests.conftest import Database
from tests.factories.people import make_sign_in, make_user
from tests.typing import Connection


def key_of(db: Connection, user: UUID) -> str:
    row = db.execute("select key from realtime_channels where user_id = %s", (user,)).fetchone()
    assert row is not None
    key: str = row[0]
    return key


def hints(db: Connection) -> list[tuple[str, str]]:
    return db.execute(
        "select payload ->> 'user_id', payload ->> 'key' from outbox"
        " where topic = 'realtime' and payload ->> 'type' = 'channel.renewed' order by id"
    ).fetchall()


def may_subscribe(database: Database, user: UUID, key: str) -> bool:
    with database.connect("api_login") as login:
        row = login.execute("select app.may_subscribe(%s, %s)", (user, key)).fetchone()
    assert row is not None
    return bool(row[0])


def test_a_key_is_drawn_when_the_account_is_made_each_sign_as_likely_as_any_other(db: Connection) -> None:
    key = key_of(db, make_user(db))
    assert re.fullmatch("[0-9A-Za-z]{22}", key)
    signs = "".join(
        row[0] for row in db.execute("select app.draw_channel_key() from generate_series(1, 5000)")
    )
    counts = {sign: signs.count(sign) for sign in set(signs)}
    assert len(counts) == 62
    mean = len(signs) / 62  # 1774; five standard deviations are 210
    assert max(abs(count - mean) for count in counts.values()) < 230


def test_who_may_subscribe_is_active_and_knows_todays_key(database: Database, db: Connection) -> None:
    user, other = make_user(db), make_user(db)
    key = key_of(db, user)
    assert may_subscribe(database, user, key)
    assert not may_subscribe(database, other, key)
    assert not may_subscribe(database, user, key.swapcase())
    assert not may_subscribe(database, uuid4(), key)
    db.execute("select app.new_channel_key(%s)", (user,))
    assert not may_subscribe(database, user, key)
    assert may_subscribe(database, user, key_of(db, user))


def test_a_person_learns_their_own_key_while_the_sign_in_lives_and_no_table_shows_it(db: Connection) -> None:
    user, admin = make_user(db), make_user(db, "admin")
    for who, other in ((user, admin), (admin, user)):
        key, mine, others = key_of(db, who), make_sign_in(db, who), make_sign_in(db, other)
        for session, learned in ((mine, key), (others, None), (uuid4(), None), (None, None)):
            with acting_as(db, who):
                assert db.execute("select app.channel_key(%s)", (session,)).fetchone() == (learned,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege), acting_as(db, who):
            db.execute("select key from realtime_channels")
        db.execute(
            "update local_identity.refresh_token_families set revoked_at = now() where id = %s", (mine,)
        )
        with acting_as(db, who):
            assert db.execute("select app.channel_key(%s)", (mine,)).fetchone() == (None,)


@pytest.mark.parametrize("status", ["suspended", "banned", "deleted"])
def test_whoever_is_barred_hears_nothing_more(database: Database, db: Connection, status: str) -> None:
    user = make_user(db)
    make_sign_in(db, user)
    key = key_of(db, user)
    db.execute("update auth.users set status = %s where id = %s", (status, user))
    assert key_of(db, user) != key
    assert not may_subscribe(database, user, key_of(db, user))
    assert hints(db) == []


def test_another_address_is_another_name_and_the_old_one_hears_of_it_once(db: Connection) -> None:
    user = make_user(db)
    make_sign_in(db, user)
    key = key_of(db, user)
    db.execute("update auth.users set email = 'new@example.com' where id = %s", (user,))
    assert key_of(db, user) != key
    assert hints(db) == [(str(user), key)]


def test_a_sign_in_that_ends_renews_the_name_and_those_that_live_on_hear_of_it(db: Connection) -> None:
    user, neighbour = make_user(db), make_user(db)
    first, _ = make_sign_in(db, user), make_sign_in(db, user)
    key, untouched = key_of(db, user), key_of(db, neighbour)
    db.execute("update local_identity.refresh_token_families set revoked_at = now() where id = %s", (first,))
    assert key_of(db, user) != key
    assert hints(db) == [(str(user), key)]
    assert key_of(db, neighbour) == untouched


def test_signed_out_everywhere_the_old_name_hears_nothing_at_all(db: Connection) -> None:
    user = make_user(db)
    for _ in range(3):
        make_sign_in(db, user)
    key = key_of(db, user)
    db.execute(
        "update local_identity.refresh_token_families set revoked_at = now() where user_id = %s", (user,)
    )
    assert key_of(db, user) != key
    assert hints(db) == []


def test_a_sign_in_that_the_pool_names_anew_keeps_the_name_of_the_channel(database: Database) -> None:
    from common.adapters.identity.cognito_rows import rename_family
    from common.database import transaction
    from common.identity import SERVICE

    with database.connect() as db:
        user = make_user(db)
        old, new = make_sign_in(db, user), uuid4()
        key = key_of(db, user)
        with transaction(SERVICE) as tx:
            rename_family(tx, old, new)
        living = db.execute("select id from local_identity.refresh_token_families where revoked_at is null")
        assert living.fetchall() == [(new,)]
        assert key_of(db, user) == key


def test_a_new_key_for_nobody_makes_nothing(db: Connection) -> None:
    db.execute("select app.new_channel_key(%s)", (uuid4(),))
    db.execute("select app.new_channel_key(null)")
    assert db.execute("select count(*) from realtime_channels").fetchone() == (0,)


def test_an_event_lives_five_minutes_and_nothing_else_in_the_outbox_ends(db: Connection) -> None:
    db.execute("""select app.queue_event('{"type": "unread.changed"}')""")
    row = db.execute("select topic, expires_at - created_at from outbox").fetchone()
    assert row is not None
    assert (row[0], row[1].total_seconds()) == ("realtime", 300)
    for topic, end in (("realtime", "null"), ("email", "now()")):
        with pytest.raises(psycopg.errors.CheckViolation) as refused:
            db.execute(f"insert into outbox (topic, expires_at) values ('{topic}', {end})")
        assert refused.value.diag.constraint_name == "outbox_hints_expire"
