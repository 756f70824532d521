"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class AgentInvites(Chapter):
    """Operations of the chapter `agent_invites`."""

    def read_share_text(self, contact_id: UUID, *, code_id: UUID | None = None) -> models.ShareText:
        """Read a text to send oneself.

        For agents, to send to a contact of their own from their own mailbox or phone. It leads by a
        referral code.
        """
        found: models.ShareText = self._json(
            models.ShareText,
            "GET",
            "/api/v1/agents/contacts/{contact_id}/share-text",
            places={"contact_id": contact_id},
            query={"code_id": code_id},
        )
        return found

    def invite_contacts(
        self, body: models.InviteDraft, *, idempotency_key: str | None = None
    ) -> models.InvitedContacts:
        """Invite contacts.

        For agents, to contacts of their own, up to a hundred at once. By `email` we write where the law of
        the contact's country lets us, in the agent's name; elsewhere the outcome is `share_only`, with a
        text to send oneself. By `share` there is a text with a link of its own for each. An address gets
        one invite and one reminder in 180 days, whoever invites; whether it had one, has an account or
        wants none changes nothing of the answer.
        """
        found: models.InvitedContacts = self._json(
            models.InvitedContacts,
            "POST",
            "/api/v1/agents/invites",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def send_reminder(
        self, invite_id: UUID, body: models.Reminder, *, idempotency_key: str | None = None
    ) -> models.AgentInvite:
        """Send the reminder of an invite.

        For agents, once, a week after the first mail, while nobody has signed up by it; not in countries
        that let us write once. The reminder is an invite of its own.
        """
        found: models.AgentInvite = self._json(
            models.AgentInvite,
            "POST",
            "/api/v1/agents/invites/{invite_id}/remind",
            places={"invite_id": invite_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_agent_invites(
        self,
        agent_id: UUID,
        *,
        status: models.InviteStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.AgentInvite]:
        """List the invites of an agent.

        For the agent and administrators, newest first; no addresses. Whether a mail went out in truth does
        not show.
        """
        found: Page[models.AgentInvite] = self._json(
            Page[models.AgentInvite],
            "GET",
            "/api/v1/agents/{agent_id}/invites",
            places={"agent_id": agent_id},
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found
