"""Calls about messages that wait, reports and redactions by people who may not make them, and what answers them."""

from tests.database.forged_calls import NOTHING, OTHERS, Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER

PEOPLE = (*OTHERS, CREATOR, ANALYST, MANAGER, OWNER)

FORGED_MODERATION = (
    Forged("app.hold_message(%(conversation_id)s, uuidv7(), 'x', '{}', null, 'r')", "IG003", (*OTHERS, ADMIN)),
    Forged("app.hold_message(%(conversation_id)s, uuidv7(), 'x', '{}', null, 'r')", "IM005", (ANALYST,)),
    Forged("app.hold_message(%(conversation_id)s, uuidv7(), 'x', '{}', 99, 'r')", "IZ007", (OWNER, CREATOR)),
    Forged("app.hold_message(null, uuidv7(), 'x', '{}', null, 'r')", "IG003", (OWNER, CREATOR)),
    Forged("app.release_held_message(%(held_message)s, 'x')", "IM005", PEOPLE),
    Forged("app.release_held_message(null, 'x')", "IG003", (ADMIN,)),
    Forged("app.release_held_message(%(held_message)s, ' ')", "held_messages_reason_is_seen", (ADMIN,)),
    Forged("app.release_held_message(%(held_message)s, null)", "held_messages_review_is_whole", (ADMIN,)),
    Forged("app.refuse_held_message(%(held_message)s, 'x')", "IM005", PEOPLE),
    Forged("app.refuse_held_message(null, 'x')", "IG003", (ADMIN,)),
    Forged("app.refuse_held_message(%(held_message)s, null)", "held_messages_review_is_whole", (ADMIN,)),
    Forged("app.report_message(%(conversation_id)s, 1, 'spam', '')", "IG003", (*OTHERS, ADMIN)),
    Forged("app.report_message(null, 1, 'spam', '')", "IG003", (OWNER, CREATOR)),
    Forged("app.report_message(%(conversation_id)s, 99, 'spam', '')", "IZ007", (OWNER, CREATOR)),
    Forged("app.report_message(%(conversation_id)s, null, 'spam', '')", "IZ007", (OWNER, CREATOR)),
    Forged("app.report_message(%(conversation_id)s, 2, 'spam', '')", "IZ011", (CREATOR,)),
    Forged("app.report_message(%(conversation_id)s, 2, 'dull', '')", "message_reports_reason_is_known", (OWNER,)),
    Forged("app.report_message(%(conversation_id)s, 1, 'spam', '')", "message_is_reported_once_by_a_user", (CREATOR,)),
    Forged("app.review_report(%(message_report)s, 'upheld', 'x', true)", "IM005", PEOPLE),
    Forged("app.review_report(null, 'upheld', 'x', true)", "IG003", (ADMIN,)),
    Forged("app.review_report(%(message_report)s, 'burnt', 'x', true)", "IZ006", (ADMIN,)),
    Forged("app.review_report(%(message_report)s, 'upheld', null, true)", "message_reports_review_is_whole", (ADMIN,)),
    Forged("app.redact_message(%(conversation_id)s, 1, 'x')", "IM005", PEOPLE),
    Forged("app.redact_message(%(conversation_id)s, 99, 'x')", "IG003", (ADMIN,)),
    Forged("app.redact_message(null, 1, 'x')", "IG003", (ADMIN,)),
    Forged("app.redact_message(%(conversation_id)s, 1, null)", "messages_redaction_is_whole", (ADMIN,)),
    Forged("app.set_legal_hold(%(conversation_id)s, true, 'x')", "IM005", PEOPLE),
    Forged("app.set_legal_hold(null, true, 'x')", "IG003", (ADMIN,)),
    Forged("app.look_as_moderator('x', %(conversation_id)s)", "IM005", PEOPLE),
    Forged("app.look_as_moderator('x', null)", "IG003", (ADMIN,)),
    Forged("app.look_as_moderator(null, %(conversation_id)s)", "IZ008", (ADMIN,)),
    Forged("app.moderation_of(%(conversation_id)s, null) as m where not m.before_deal", NOTHING, (*OTHERS, ADMIN)),
)  # fmt: skip
