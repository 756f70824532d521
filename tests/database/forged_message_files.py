"""Calls that announce files of messages and search them, with arguments that somebody may not give."""

from typing import LiteralString

from tests.database.forged_calls import NOTHING, OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

ANNOUNCE: LiteralString = "app.announce_attachment(%(conversation_id)s, 'a.png', 'image/png', 1, null)"
FORGED_MESSAGE_FILES = (
    Forged(ANNOUNCE, "IG003", (*OTHERS, ADMIN)),
    Forged(ANNOUNCE, "IM005", (ANALYST,)),
    Forged("app.announce_attachment(null, 'a.png', 'image/png', 1, null)", "IG003", (OWNER, CREATOR)),
    Forged("app.announce_attachment(%(conversation_id)s, '', 'image/png', 1, null)",
           "message_attachments_name_fits", (CREATOR, MANAGER)),
    Forged("app.announce_attachment(%(conversation_id)s, 'a.png', 'text/html', 1, null)",
           "message_attachments_type_is_allowed", (CREATOR,)),
    Forged("app.announce_attachment(%(conversation_id)s, 'a.png', 'image/png', 26214401, null)",
           "message_attachments_size_is_allowed", (CREATOR,)),
    Forged("app.search_messages('Hello', %(conversation_id)s, 5)", NOTHING, (*OTHERS, ADMIN)),
    Forged("app.search_messages('Hello', null, 5)", NOTHING, (*OTHERS, ADMIN)),
    Forged("app.search_messages(null, null, 5)", "IZ015", (OWNER, CREATOR)),
    Forged("app.search_messages('Hello', null, 101)", "IZ015", (OWNER,)),
    Forged("app.search_messages('Hello', null, null)", "IZ015", (OWNER,)),
)  # fmt: skip
