"""A hidden achievement is shown to those alone who have it, also by direct SQL."""

from uuid import UUID

from tests.actors import acting_as
from tests.factories.people import make_user
from tests.factories.rewards import make_achievement, unlock
from tests.typing import Connection


def seen_by(db: Connection, person: UUID) -> set[str]:
    with acting_as(db, person):
        return {key for (key,) in db.execute("select key from achievements where key like 'x-%'").fetchall()}


def test_a_hidden_achievement_is_seen_by_those_alone_who_have_it(db: Connection) -> None:
    make_achievement(db, "x-open")
    make_achievement(db, "x-secret", hidden=True)
    owner, other, boss = make_user(db), make_user(db), make_user(db, "admin")
    unlock(db, owner, "x-secret")
    assert seen_by(db, owner) == {"x-open", "x-secret"}
    assert seen_by(db, other) == {"x-open"}
    assert seen_by(db, boss) == {"x-open", "x-secret"}, "who keeps them"
