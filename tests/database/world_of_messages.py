"""The rows of conversations in the world of `world.py`."""

from typing import TYPE_CHECKING
from uuid import uuid4

if TYPE_CHECKING:
    from tests.database.world import World


def talks(world: "World") -> None:
    """What the brand and the creator write to each other about their deal, and the creator to support."""
    add, ids = world.add, world.ids
    ids["person_user_id"] = ids["creator_user_id"]
    written = {"last_seq": 2, "last_message_at": "2026-01-01"}
    add("public.conversations", "conversation_id", kind="support", brand_id=None, **written)
    world.keys["public.conversations#with support"] = world.keys["public.conversations"]
    add(
        "public.messages",
        seq=1,
        brand_id=None,
        side="person",
        body="Help!",
        sender_user_id=ids["creator_user_id"],
    )
    world.keys["public.messages#with support"] = world.keys["public.messages"]
    add("public.user_blocks", blocker_user_id=ids["creator_user_id"], blocked_user_id=ids["stranger"])
    read = {"person_read_seq": 1, "person_delivered_seq": 1}
    add("public.conversations", "conversation_id", kind="direct", **written, **read)
    add("public.conversation_members", side="person")
    add("public.messages", seq=1, side="brand", body="Hello", sender_user_id=ids["brand_admin"])
    ids["sent_as"] = uuid4()
    add(
        "public.messages", seq=2, side="person", body="Hello", reply_to_seq=1, client_id=ids["sent_as"],
        sender_user_id=ids["creator_user_id"],
    )  # fmt: skip
    png: dict[str, object] = {
        "file_name": "a.png", "media_type": "image/png", "size_bytes": 1, "uploaded_by": ids["creator_user_id"],
    }  # fmt: skip
    add("public.message_attachments", **png, object_key="ms", status="stored", seq=1)
    world.keys["public.message_attachments#that is sent"] = world.keys["public.message_attachments"]
    add("public.message_attachments", **png, object_key="m")
    add("public.message_originals", seq=1, body="Hello again", why="redaction")
    add("public.message_reports", seq=1, reporter_user_id=ids["creator_user_id"], reason="spam")
    add(
        "public.held_messages", side="brand", body="See paypa1.com", rule="lookalike_domain", client_id=uuid4(),
        sender_user_id=ids["brand_admin"],
    )  # fmt: skip
