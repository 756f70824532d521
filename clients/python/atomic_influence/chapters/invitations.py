"""Generated from the description by `make clients`."""

from uuid import UUID

from atomic_influence import models
from atomic_influence.base import Page
from atomic_influence.chapter import Chapter


class Invitations(Chapter):
    """Operations of the chapter `invitations`."""

    def list_email_invitations(
        self,
        campaign_id: UUID,
        *,
        status: models.EmailInvitationStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.EmailInvitation]:
        """List the invitations by e-mail of a campaign.

        For members of the brand, newest first. What lapsed says why; those that have ended are forgotten
        after 30 days.
        """
        found: Page[models.EmailInvitation] = self._json(
            Page[models.EmailInvitation],
            "GET",
            "/api/v1/campaigns/{campaign_id}/email-invitations",
            places={"campaign_id": campaign_id},
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def invite_by_email(
        self, campaign_id: UUID, body: models.EmailInvitationDraft, *, idempotency_key: str | None = None
    ) -> models.SentEmailInvitation:
        """Invite somebody to a campaign by their mail address.

        For brand admins and campaign managers. An open invitation of the same address to the campaign is
        replaced. Who signs up as a creator with that address within 14 days, and confirms it, has an
        invitation of the campaign, under the rules of any other. The answer is the same whether the address
        has an account or not; a creator who is here is invited at once.
        """
        found: models.SentEmailInvitation = self._json(
            models.SentEmailInvitation,
            "POST",
            "/api/v1/campaigns/{campaign_id}/email-invitations",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_campaign_invitations(
        self,
        campaign_id: UUID,
        *,
        status: models.InvitationStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Invitation]:
        """List the invitations to a campaign.

        For members of the brand, all of them; an invited creator sees their own.
        """
        found: Page[models.Invitation] = self._json(
            Page[models.Invitation],
            "GET",
            "/api/v1/campaigns/{campaign_id}/invitations",
            places={"campaign_id": campaign_id},
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def invite_creator(
        self, campaign_id: UUID, body: models.InvitationDraft, *, idempotency_key: str | None = None
    ) -> models.Invitation:
        """Invite a creator to a campaign.

        For brand admins and campaign managers, while the campaign is a draft or active. The creator is
        told, and may accept once the campaign is active, decline, or make an offer. Without an amount it is
        what the deliverables pay together. A creator has one open invitation to a campaign at a time, and
        nobody invites a member of their own brand, nor a creator who takes none from it.
        """
        found: models.Invitation = self._json(
            models.Invitation,
            "POST",
            "/api/v1/campaigns/{campaign_id}/invitations",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def invite_creators(
        self, campaign_id: UUID, body: models.InvitationBatch, *, idempotency_key: str | None = None
    ) -> models.InvitationResults:
        """Invite up to 100 creators at once.

        For brand admins and campaign managers. Each invitation has a result of its own, in the order that
        was sent: one that is refused says why, and stops none of the others.
        """
        found: models.InvitationResults = self._json(
            models.InvitationResults,
            "POST",
            "/api/v1/campaigns/{campaign_id}/invitations/bulk",
            places={"campaign_id": campaign_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_campaign_participants(
        self, campaign_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Participant]:
        """List who takes part in a campaign.

        For members of the brand, all of them; a creator sees only themselves.
        """
        found: Page[models.Participant] = self._json(
            Page[models.Participant],
            "GET",
            "/api/v1/campaigns/{campaign_id}/participants",
            places={"campaign_id": campaign_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def find_emailed_invitation(
        self, body: models.RedeemEmailInvitation, *, idempotency_key: str | None = None
    ) -> models.RedeemedEmailInvitation:
        """Find the invitation that a mail is about.

        For creators who have confirmed the address that the mail went to, with the token of its button.
        Mostly their sign-up has taken the invitation up, and this names it; else it is taken up now.
        """
        found: models.RedeemedEmailInvitation = self._json(
            models.RedeemedEmailInvitation,
            "POST",
            "/api/v1/email-invitations/redeem",
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def read_email_invitation(self, email_invitation_id: UUID) -> models.EmailInvitation:
        """Read an invitation by e-mail.

        For members of the brand: whether somebody has come by it, and which invitation of the campaign it
        has become.
        """
        found: models.EmailInvitation = self._json(
            models.EmailInvitation,
            "GET",
            "/api/v1/email-invitations/{email_invitation_id}",
            places={"email_invitation_id": email_invitation_id},
        )
        return found

    def withdraw_email_invitation(
        self, email_invitation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.EmailInvitation:
        """Withdraw an invitation by e-mail.

        For brand admins and campaign managers, while nobody has come by it: its link is good no more. What
        has become an invitation of the campaign is withdrawn with `withdrawInvitation`.
        """
        found: models.EmailInvitation = self._json(
            models.EmailInvitation,
            "POST",
            "/api/v1/email-invitations/{email_invitation_id}/withdraw",
            places={"email_invitation_id": email_invitation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_invitations(
        self,
        *,
        status: models.InvitationStatus | None = None,
        cursor: str | None = None,
        limit: int | None = None,
    ) -> Page[models.Invitation]:
        """List the invitations that were sent or received.

        For creators, those to them; for members of a brand, those of all its campaigns.
        """
        found: Page[models.Invitation] = self._json(
            Page[models.Invitation],
            "GET",
            "/api/v1/invitations",
            query={"status": status, "cursor": cursor, "limit": limit},
        )
        return found

    def read_invitation(self, invitation_id: UUID) -> models.Invitation:
        """Read an invitation.

        For the invited creator and for members of the brand. `net_amount` is what the creator earns of the
        amount, after the fee.
        """
        found: models.Invitation = self._json(
            models.Invitation,
            "GET",
            "/api/v1/invitations/{invitation_id}",
            places={"invitation_id": invitation_id},
        )
        return found

    def accept_invitation(
        self, invitation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Participant:
        """Accept an invitation.

        For the invited creator, while the campaign is active. The amount is reserved in the brand's wallet
        and in the campaign's budget, the creator takes part, with a tracking link where there is a place
        for it to lead, and the brand is told. Where money is short the invitation stays open (402), and the
        brand is told that, once a day.
        """
        found: models.Participant = self._json(
            models.Participant,
            "POST",
            "/api/v1/invitations/{invitation_id}/accept",
            places={"invitation_id": invitation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def decline_invitation(
        self, invitation_id: UUID, body: models.InvitationDecline, *, idempotency_key: str | None = None
    ) -> models.Invitation:
        """Decline an invitation.

        For the invited creator. The brand is told, with the reason where one is given, and may invite
        again.
        """
        found: models.Invitation = self._json(
            models.Invitation,
            "POST",
            "/api/v1/invitations/{invitation_id}/decline",
            places={"invitation_id": invitation_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def list_offers(
        self, invitation_id: UUID, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Negotiation]:
        """List the offers about an invitation.

        For the invited creator and for members of the brand.
        """
        found: Page[models.Negotiation] = self._json(
            Page[models.Negotiation],
            "GET",
            "/api/v1/invitations/{invitation_id}/negotiations",
            places={"invitation_id": invitation_id},
            query={"cursor": cursor, "limit": limit},
        )
        return found

    def make_offer(
        self, invitation_id: UUID, body: models.NegotiationDraft, *, idempotency_key: str | None = None
    ) -> models.Negotiation:
        """Offer another amount or other terms.

        For the invited creator, and for brand admins and campaign managers, while the invitation is open.
        An open offer of the other side is countered by it, and the other side is told. One offer of a side
        is open at a time, and an invitation takes 20 offers unless an administrator has set another number.
        """
        found: models.Negotiation = self._json(
            models.Negotiation,
            "POST",
            "/api/v1/invitations/{invitation_id}/negotiations",
            places={"invitation_id": invitation_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def withdraw_invitation(
        self, invitation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Invitation:
        """Withdraw an invitation that nobody has answered.

        For brand admins and campaign managers. Open offers about it end, the creator is told, and may be
        invited again.
        """
        found: models.Invitation = self._json(
            models.Invitation,
            "POST",
            "/api/v1/invitations/{invitation_id}/withdraw",
            places={"invitation_id": invitation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def accept_offer(self, negotiation_id: UUID, *, idempotency_key: str | None = None) -> models.Negotiation:
        """Accept an offer of the other side.

        For the invited creator, or for brand admins and campaign managers: whoever did not make it. The
        invitation takes the offer's amount, and its terms where it has some; to take part is still the
        creator's to accept (`acceptInvitation`).
        """
        found: models.Negotiation = self._json(
            models.Negotiation,
            "POST",
            "/api/v1/negotiations/{negotiation_id}/accept",
            places={"negotiation_id": negotiation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def reject_offer(self, negotiation_id: UUID, *, idempotency_key: str | None = None) -> models.Negotiation:
        """Reject an offer of the other side.

        For the invited creator, or for brand admins and campaign managers: whoever did not make it. The
        invitation stays as it was, and the other side is told.
        """
        found: models.Negotiation = self._json(
            models.Negotiation,
            "POST",
            "/api/v1/negotiations/{negotiation_id}/reject",
            places={"negotiation_id": negotiation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def withdraw_offer(
        self, negotiation_id: UUID, *, idempotency_key: str | None = None
    ) -> models.Negotiation:
        """Withdraw an offer of one's own side.

        For the invited creator, or for brand admins and campaign managers: whoever made it, while nobody
        has answered. The invitation stays as it was, and the other side is told.
        """
        found: models.Negotiation = self._json(
            models.Negotiation,
            "POST",
            "/api/v1/negotiations/{negotiation_id}/withdraw",
            places={"negotiation_id": negotiation_id},
            headers={"Idempotency-Key": idempotency_key},
        )
        return found

    def list_participants(
        self, *, cursor: str | None = None, limit: int | None = None
    ) -> Page[models.Participant]:
        """List participations.

        For creators, their own; for members of a brand, those in all its campaigns.
        """
        found: Page[models.Participant] = self._json(
            Page[models.Participant], "GET", "/api/v1/participants", query={"cursor": cursor, "limit": limit}
        )
        return found

    def read_participant(self, participant_id: UUID) -> models.Participant:
        """Read a participation.

        For its creator and for members of the brand.
        """
        found: models.Participant = self._json(
            models.Participant,
            "GET",
            "/api/v1/participants/{participant_id}",
            places={"participant_id": participant_id},
        )
        return found

    def leave_campaign(
        self, participant_id: UUID, body: models.ParticipantDeparture, *, idempotency_key: str | None = None
    ) -> models.Participant:
        """Leave a campaign for good.

        For the creator who takes part. Work that is not approved counts as rejected, what is unspent goes
        back to the brand's wallet, and the brand is told, with the reason. What was approved stays earned.
        """
        found: models.Participant = self._json(
            models.Participant,
            "POST",
            "/api/v1/participants/{participant_id}/leave",
            places={"participant_id": participant_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found

    def remove_participant(
        self, participant_id: UUID, body: models.ParticipantRemoval, *, idempotency_key: str | None = None
    ) -> models.Participant:
        """Remove a creator from a campaign.

        For brand admins and campaign managers. Work that is not approved is rejected, what is unspent goes
        back to the wallet, and the creator is told, with the reason. What was approved stays earned.
        """
        found: models.Participant = self._json(
            models.Participant,
            "POST",
            "/api/v1/participants/{participant_id}/remove",
            places={"participant_id": participant_id},
            headers={"Idempotency-Key": idempotency_key},
            body=body,
        )
        return found
