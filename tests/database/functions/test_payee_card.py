"""app.payee_card: by which name whoever is paid is known."""

from tests.actors import acting_as
from tests.database.sql_functions import call
from tests.factories.agents import make_agent
from tests.factories.people import make_user
from tests.typing import Connection


def test_an_agent_has_their_name_as_one_and_who_is_both_that_of_the_creator(db: Connection) -> None:
    agent, creator = make_agent(db, full_name="Ada Agent"), make_user(db, full_name="Cleo Creator")
    db.execute("insert into user_roles (user_id, role) values (%s, 'agent')", (creator,))
    db.execute("update agent_profiles set display_name = 'Another' where user_id = %s", (creator,))
    admin = make_user(db, "admin")
    for reader in (agent, admin, None):
        with acting_as(db, reader):
            assert call(db, "app.payee_card", agent) == {
                "id": str(agent), "display_name": "Ada Agent", "avatar_url": None, "slug": None
            }  # fmt: skip
            assert call(db, "app.payee_card", creator) == call(db, "app.creator_card", creator)


def test_nobody_else_learns_an_agents_name(db: Connection) -> None:
    agent = make_agent(db, full_name="Ada Agent")
    with acting_as(db, make_user(db)):
        assert call(db, "app.payee_card", agent)["display_name"] == "Former creator"
