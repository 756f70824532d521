"""Entity models of messages: conversations, what is attached, and what is held back."""

from common.models import conversations, message_attachments, messages, moderation
from common.models.base import Output
from tests.database.entity import Entity

ENTITIES = [
    Entity(
        conversations.Conversation, "conversations",
        {"application_id", "created_by", "deal_id", "legal_hold", "participant_id", "updated_at"},
        {"brand", "last_message", "me", "person"},
    ),
    Entity(
        conversations.ConversationMember, "conversation_members",
        {"brand_id", "conversation_id", "created_at", "joined_seq", "last_read_at", "notified_seq", "person_user_id",
         "side", "updated_at", "user_id", "waits_since"},
    ),
    Entity(
        conversations.Message, "messages",
        {"brand_id", "metadata", "person_user_id", "redacted_by", "sender_user_id"},
        {"attachments", "deal_id", "reply_to", "sender", "warnings"},
    ),
    Entity(
        message_attachments.MessageAttachment, "message_attachments",
        {"brand_id", "held_id", "hidden_because", "person_user_id"},
    ),
    Entity(moderation.HeldMessage, "held_messages", {"updated_at"}),
    Entity(moderation.MessageOriginal, "message_originals"),
    Entity(moderation.MessageReport, "message_reports", {"updated_at"}),
    Entity(moderation.ModerationRule, "moderation_rules"),
    Entity(conversations.UserBlock, "user_blocks", {"blocker_user_id"}, {"name"}),
]  # fmt: skip
NO_TABLE: set[type[Output]] = {
    conversations.AttachedFile, conversations.Correspondent, conversations.QuotedMessage,
    messages.CampaignMessage,
}  # fmt: skip
