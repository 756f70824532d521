"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Moderation(Chapter):
    """Operations of the chapter `moderation`."""

    def set_legal_hold(self, conversation_id: UUID, body: models.LegalHold) -> None:
        """Put a conversation under a legal hold, or end it.

        For administrators who belong to neither side. While it is on, nothing of the conversation goes by
        age, and what is erased rests out of sight. The state stays as it is said, however often.
        """
        self._nothing(
            "PUT",
            "/api/v1/conversations/{conversation_id}/legal-hold",
            places={"conversation_id": conversation_id},
            body=body,
        )

    def read_message_original(
        self, conversation_id: UUID, seq: int, *, reason: str
    ) -> models.MessageOriginal:
        """Read what a redacted message said.

        For administrators who belong to neither side, with a reason. What was redacted, or erased while a
        legal hold or a dispute keeps it.
        """
        found: models.MessageOriginal = self._json(
            models.MessageOriginal,
            "GET",
            "/api/v1/conversations/{conversation_id}/messages/{seq}/original",
            places={"conversation_id": conversation_id, "seq": seq},
            query={"reason": reason},
        )
        return found

    def redact_message(self, conversation_id: UUID, seq: int, body: models.Redaction) -> None:
        """Redact a message.

        For administrators who belong to neither side. Both sides read `[redacted]` and the reason instead;
        nobody downloads its files any more, and search does not find it. Number and replies stay. The text
        rests as evidence. A second time changes nothing.
        """
        self._nothing(
            "POST",
            "/api/v1/conversations/{conversation_id}/messages/{seq}/redact",
            places={"conversation_id": conversation_id, "seq": seq},
            body=body,
        )

    def report_message(
        self, conversation_id: UUID, seq: int, body: models.ReportDraft
    ) -> models.MessageReport:
        """Report a message.

        For both sides of the conversation: a message of somebody else, once. An administrator looks at it;
        the other side is not told who reported it.
        """
        found: models.MessageReport = self._json(
            models.MessageReport,
            "POST",
            "/api/v1/conversations/{conversation_id}/messages/{seq}/report",
            places={"conversation_id": conversation_id, "seq": seq},
            body=body,
        )
        return found

    def list_held_messages(
        self,
        *,
        status: models.HeldStatus | None = None,
        conversation_id: UUID | None = None,
        cursor: str | None = None,
        reason: str | None = None,
        limit: int | None = None,
    ) -> Page[models.HeldMessage]:
        """List messages that were kept back.

        For whoever is signed in, what they wrote themselves; for administrators, those that wait (`held`),
        those with support and those that they decided on; with a `reason` everybody's. The latest first.
        """
        found: Page[models.HeldMessage] = self._json(
            Page[models.HeldMessage],
            "GET",
            "/api/v1/held-messages",
            query={
                "status": status,
                "conversation_id": conversation_id,
                "cursor": cursor,
                "reason": reason,
                "limit": limit,
            },
        )
        return found

    def read_held_message(self, held_message_id: UUID, *, reason: str | None = None) -> models.HeldMessage:
        """Read a message that was kept back.

        For whoever wrote it, and for administrators: while it waits, or with a `reason`. The other side
        does not see it.
        """
        found: models.HeldMessage = self._json(
            models.HeldMessage,
            "GET",
            "/api/v1/held-messages/{held_message_id}",
            places={"held_message_id": held_message_id},
            query={"reason": reason},
        )
        return found

    def refuse_held_message(self, held_message_id: UUID, body: models.Decision) -> models.HeldMessage:
        """Refuse a message.

        For administrators who belong to neither side. It is never delivered, and its sender is told why. It
        is decided once (409).
        """
        found: models.HeldMessage = self._json(
            models.HeldMessage,
            "POST",
            "/api/v1/held-messages/{held_message_id}/refuse",
            places={"held_message_id": held_message_id},
            body=body,
        )
        return found

    def release_held_message(self, held_message_id: UUID, body: models.Decision) -> models.HeldMessage:
        """Release a message.

        For administrators who belong to neither side. It is sent now, with the next number of its
        conversation, unless its sender could not send it any more: then it can only be refused. It is
        decided once (409).
        """
        found: models.HeldMessage = self._json(
            models.HeldMessage,
            "POST",
            "/api/v1/held-messages/{held_message_id}/release",
            places={"held_message_id": held_message_id},
            body=body,
        )
        return found

    def list_message_reports(
        self,
        *,
        status: models.ReportStatus | None = None,
        conversation_id: UUID | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.MessageReport]:
        """List reports of messages.

        For whoever is signed in, their own; for administrators, everybody's. The latest first.
        """
        found: Page[models.MessageReport] = self._json(
            Page[models.MessageReport],
            "GET",
            "/api/v1/message-reports",
            query={"status": status, "conversation_id": conversation_id, "cursor": cursor, "limit": limit},
        )
        return found

    def dismiss_message_report(self, report_id: UUID, body: models.Dismissal) -> models.MessageReport:
        """Dismiss a report.

        For administrators who belong to neither side and have not reported it themselves. Who reported it
        is told. It is decided once (409).
        """
        found: models.MessageReport = self._json(
            models.MessageReport,
            "POST",
            "/api/v1/message-reports/{report_id}/dismiss",
            places={"report_id": report_id},
            body=body,
        )
        return found

    def uphold_message_report(self, report_id: UUID, body: models.Upholding) -> models.MessageReport:
        """Uphold a report.

        For administrators who belong to neither side and have not reported it themselves. With `redact`,
        the message's text is taken away in the same moment. Who reported it is told that it was right. It
        is decided once (409).
        """
        found: models.MessageReport = self._json(
            models.MessageReport,
            "POST",
            "/api/v1/message-reports/{report_id}/uphold",
            places={"report_id": report_id},
            body=body,
        )
        return found

    def list_moderation_rules(self) -> models.ModerationRules:
        """List the rules of messages.

        For administrators. What is looked for in messages before they are sent, and what then becomes of
        them.
        """
        found: models.ModerationRules = self._json(models.ModerationRules, "GET", "/api/v1/moderation-rules")
        return found

    def create_moderation_rule(self, body: models.RuleDraft) -> models.ModerationRule:
        """Create a rule.

        For administrators. It holds for the next message. Try it on some texts first, switched off.
        """
        found: models.ModerationRule = self._json(
            models.ModerationRule, "POST", "/api/v1/moderation-rules", body=body
        )
        return found

    def try_moderation_rules(self, body: models.TextToTry) -> models.TriedText:
        """Try a text.

        For administrators. What the active rules would say to it; nothing is sent or kept.
        """
        found: models.TriedText = self._json(
            models.TriedText, "POST", "/api/v1/moderation-rules/try", body=body
        )
        return found

    def delete_moderation_rule(self, rule_key: str) -> None:
        """Delete a rule.

        For administrators. Messages that it was told of keep its key; the audit log keeps the rule.
        """
        self._nothing("DELETE", "/api/v1/moderation-rules/{rule_key}", places={"rule_key": rule_key})

    def read_moderation_rule(self, rule_key: str) -> models.ModerationRule:
        """Read a rule.

        For administrators. What it looks for, what becomes of a message, and how often the rule was
        changed.
        """
        found: models.ModerationRule = self._json(
            models.ModerationRule, "GET", "/api/v1/moderation-rules/{rule_key}", places={"rule_key": rule_key}
        )
        return found

    def change_moderation_rule(self, rule_key: str, body: models.RulePatch) -> models.ModerationRule:
        """Change a rule.

        For administrators. It holds for the next message; what it has kept back still waits. `active`
        switches it off.
        """
        found: models.ModerationRule = self._json(
            models.ModerationRule,
            "PATCH",
            "/api/v1/moderation-rules/{rule_key}",
            places={"rule_key": rule_key},
            body=body,
        )
        return found
