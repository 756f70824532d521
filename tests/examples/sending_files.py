"""Nora and Lena send each other files; what they wrote is searched, and written down for a dispute."""

from tests.examples.campaigns import PDF, upload
from tests.examples.stage import Stage


def lena_sends_nora_a_file(stage: Stage) -> None:
    """The second of two: the first was the wrong one. An administrator takes all of it along."""
    about = {"kind": "direct", "brand_id": stage.ids["brand_id"]}
    stage.ids["conversation_id"] = stage.call("openConversation", "lena", about)["id"]
    brief = {"file_name": "Tea house.pdf", "media_type": "application/pdf", "size_bytes": len(PDF)}
    wrong = stage.call("announceAttachment", "lena", brief)["id"]
    stage.call("deleteAttachment", "lena", attachment_id=wrong)
    file = stage.call("announceAttachment", "lena", brief)
    stage.ids["attachment_id"] = file["id"]
    upload(file)
    stage.call("completeAttachment", "lena")
    words = {
        "client_id": "7b0f0e0a-55a5-4f0e-8a3b-3d6f5c1c9a01", "body": "Here is how I see the tea house.",
        "attachment_ids": [file["id"]],
    }  # fmt: skip
    stage.call("sendConversationMessage", "lena", words)
    stage.call("downloadAttachment", "nora")
    stage.call("findMessages", "nora", query={"q": "tea house"})
    stage.call("requestConversationFile", "admin", {"reason": "Both disagree about what was agreed on."})


ACTS = (lena_sends_nora_a_file,)
