"""What brands are told of a creator is the name of the profile; the person's own where there is none."""

from typing import Any

import pytest

from tests.conftest import Database
from tests.interleaving.pairs.scene import Scene

NAMES = [("On Stage", "Legal Name", "On Stage"), ("", "Legal Name", "Legal Name"), ("", "", None)]


@pytest.mark.parametrize(("profile", "person", "called"), NAMES)
def test_notices_call_a_creator_by_the_name_of_the_profile(
    database: Database, profile: str, person: str, called: str | None
) -> None:
    with database.connect() as db:
        scene = Scene(db)
        creator, invitation = scene.invited()
        db.execute("update user_profiles set full_name = %s where id = %s", (person, creator))
        db.execute("update creator_profiles set display_name = %s where user_id = %s", (profile, creator))
        scene.ask_as(creator, "select app.negotiate(%s, 12000, 'More')", invitation)
        participant = scene.ask_as(creator, "select app.accept_invitation(%s, '{abcdefg}')", invitation)
        scene.ask_as(
            creator, "select app.submit_content(%s, %s, 1, 'text', null, null, 'A poem')", scene.campaign,
            scene.deliverable,
        )  # fmt: skip
        scene.ask_as(creator, "select app.leave_campaign(%s, 'Bye')", participant)
        told: dict[str, tuple[str, dict[str, Any]]] = {
            kind: (message, metadata)
            for kind, message, metadata in db.execute(
                "select type, message, metadata from notifications where user_id = %s", (scene.owner,)
            ).fetchall()
        }
    by_name = {"invitation_accepted", "content_submitted", "participant_left"}
    for kind in by_name:
        message, metadata = told[kind]
        assert message.startswith(called or "A creator"), message
        assert metadata.get("from_name") == called
    assert told["negotiation_proposed"][1].get("from_name") == called
