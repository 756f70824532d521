"""Calls about conversations and what is written in them, with arguments that somebody may not give."""

from typing import LiteralString

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER, STRANGER

SEND: LiteralString = "app.send_message(%(conversation_id)s, uuidv7(), 'x')"
UNSEEN = "[(None,)]"

FORGED_CONVERSATIONS = (
    Forged("app.open_conversation('direct', null, %(brand_id)s, %(creator_user_id)s)", "IG003", (*OTHERS, ADMIN)),
    Forged("app.open_conversation('direct', null, %(brand_id)s, %(creator_user_id)s)", "IM005", (ANALYST,)),
    Forged("app.open_conversation('direct', null, %(brand_id)s, %(stranger)s)", "IZ003", (OWNER, MANAGER, STRANGER)),
    Forged("app.open_conversation('direct', null, null, null)", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.open_conversation('support', null, null, %(creator_user_id)s)", "IG003", (*OTHERS, OWNER)),
    Forged("app.open_conversation('deal', %(deal_id)s, %(brand_id)s, %(stranger)s)", "IG003", (*OTHERS, ADMIN)),
    Forged("app.open_conversation('deal', null, %(brand_id)s, %(creator_user_id)s)", "IG003", (OWNER, CREATOR)),
    Forged("app.open_conversation('gig', %(deal_id)s, %(brand_id)s, %(creator_user_id)s)", "IG003", (OWNER, CREATOR)),
    Forged("app.open_conversation('support', null, null, null)", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.open_conversation('party', null, %(brand_id)s, %(creator_user_id)s)",
           "conversations_kind_is_known", (OWNER, CREATOR)),
    Forged("app.open_conversation(null, null, %(brand_id)s, %(creator_user_id)s)", "IG003", OTHERS),
    Forged("app.open_conversation(null, null, %(brand_id)s, %(creator_user_id)s)", "23502", (CREATOR, ADMIN)),
    Forged("app.look_because('Curious', %(conversation_id)s)", "IM005", (*OTHERS, CREATOR, ANALYST, MANAGER, OWNER)),
    Forged("app.look_because(' ', %(conversation_id)s)", "IZ008", (ADMIN,)),
    Forged("app.look_because(repeat('x', 501))", "IZ008", (ADMIN,)),
    Forged("app.look_because(null)", "IZ008", (ADMIN,)),
    Forged("app.correspondent(%(creator_user_id)s)", UNSEEN, OTHERS),
    Forged("app.correspondent(null)", UNSEEN, (OWNER, CREATOR, ADMIN)),
    Forged("app.known_name(%(creator_user_id)s)", UNSEEN, OTHERS),
    Forged("app.known_name(%(brand_admin)s)", UNSEEN, OTHERS),
    Forged("app.known_name(null)", UNSEEN, (OWNER, CREATOR, ADMIN)),
    Forged(SEND, "IG003", (*OTHERS, ADMIN)),
    Forged(SEND, "IM005", (ANALYST,)),
    Forged("app.send_message(null, uuidv7(), 'x')", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.send_message(%(conversation_id)s, uuidv7(), '')", "messages_body_is_seen", (OWNER, CREATOR)),
    Forged("app.send_message(%(conversation_id)s, null, 'x')", "22023", (OWNER, CREATOR)),
    Forged("app.send_message(%(conversation_id)s, uuidv7(), 'x', '{}', 99)", "IZ007", (OWNER, CREATOR)),
    Forged("app.send_message(%(conversation_id)s, uuidv7(), 'x', array[%(waiting_file)s]::uuid[])", "IZ004",
           (OWNER, MANAGER, CREATOR)),
    Forged("app.send_message(%(conversation_id)s, uuidv7(), 'x', array[%(sent_file)s]::uuid[])", "IZ004", (CREATOR,)),
    Forged("app.sent_before(%(conversation_id)s, uuidv7(), 'x', '{}', null)", "IG003", (*OTHERS, ADMIN)),
    Forged("app.sent_before(%(conversation_id)s, uuidv7(), 'x', '{}', null)", "IM005", (ANALYST,)),
    Forged("app.sent_before(null, uuidv7(), 'x', '{}', null)", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.sent_before(%(conversation_id)s, %(sent_as)s, 'Another text', '{}', 1)", "IZ005", (CREATOR,)),
    Forged("app.sent_before(%(conversation_id)s, %(sent_as)s, 'Hello', '{}', null)", "IZ005", (CREATOR,)),
    Forged("app.sent_before(%(conversation_id)s, %(sent_as)s, 'Hello', '{}', 1)", "[(None, None)]", (OWNER,)),
    Forged("app.mark_read(%(conversation_id)s, 1)", "IG003", (*OTHERS, ADMIN)),
    Forged("app.mark_read(null, 1)", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.mark_read(%(conversation_id)s, 99)", "IZ007", (OWNER, CREATOR, ANALYST)),
    Forged("app.mark_read(%(conversation_id)s, null)", "IZ007", (OWNER, CREATOR)),
    Forged("app.mark_delivered(%(conversation_id)s, 1)", "IG003", (*OTHERS, ADMIN)),
    Forged("app.mark_delivered(null, 1)", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.mark_delivered(%(conversation_id)s, 99)", "IZ007", (OWNER, CREATOR, ANALYST)),
    Forged("app.mark_delivered(%(conversation_id)s, null)", "IZ007", (OWNER, CREATOR)),
    Forged("app.message_read_at(%(conversation_id)s, 1)", UNSEEN, OTHERS),
    Forged("app.message_read_at(null, 1)", UNSEEN, (OWNER, CREATOR)),
    Forged("app.require_typing(%(conversation_id)s)", "IG003", (*OTHERS, ADMIN)),
    Forged("app.require_typing(%(conversation_id)s)", "IM005", (ANALYST,)),
    Forged("app.require_typing(null)", "IG003", (OWNER, CREATOR, ADMIN)),
    Forged("app.set_member(%(conversation_id)s, '{}')", "IG003", (*OTHERS, ADMIN)),
    Forged("app.set_member(null, '{}')", "IG003", (OWNER, CREATOR, ADMIN)),
)  # fmt: skip
