"""Nora and Lena write to each other; an administrator helps."""

from tests.examples.stage import Stage

FIRST, SECOND = "7f1c9a52-3b0e-4f4d-9a7e-2f6d1f0c8e11", "0e3c2b7a-91d4-4c55-8f0b-6a1d2e3f4a5b"
"""Ids that clients gave their messages."""


def nora_and_lena_talk(stage: Stage) -> None:
    """Without a subject: a deal connects them already."""
    about = {"kind": "direct", "brand_id": stage.ids["brand_id"], "user_id": stage.ids["lena"]}
    stage.ids["conversation_id"] = stage.call("openConversation", "nora", about)["id"]
    stage.call("readRealtimeConnection", "lena")
    said = {"client_id": FIRST, "body": "Would you try our new tin, too?"}
    stage.call("sendConversationMessage", "nora", said)
    stage.call("countUnread", "lena")
    stage.call("listConversations", "lena", query={"archived": False})
    stage.call("listConversationMessages", "lena", query={"after_seq": 0})
    stage.call("markDelivered", "lena", {"seq": 1})
    stage.call("markRead", "lena", {"seq": 1})
    stage.call("showTyping", "lena")
    stage.call(
        "sendConversationMessage", "lena", {"client_id": SECOND, "body": "With pleasure.", "reply_to_seq": 1}
    )
    stage.call("readConversation", "nora")
    stage.call("changeConversation", "nora", {"marked_unread": True})


def lena_wants_nothing_of_tom(stage: Stage) -> None:
    """And then she does again."""
    stage.call("blockUser", "lena", {"reason": "Spam"}, user_id=stage.ids["tom"])
    stage.call("listBlocks", "lena")
    stage.call("unblockUser", "lena", user_id=stage.ids["tom"])


ACTS = (nora_and_lena_talk, lena_wants_nothing_of_tom)
