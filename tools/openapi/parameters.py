"""Parameters: what the places in a path are, and the header that a route takes which creates something only once."""

from typing import Any

from tools.openapi.responses import codes_in_names

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A name for this request, of your choice: a UUID, say. The same request under the same key is done"
    " once and answered alike, for 30 days; another request under it is 422 `IDEMPOTENCY_KEY_REUSED`. Send the same key"
    " again whenever an answer was lost.",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
    "example": "7f1c9a52-3b0e-4f4d-9a7e-2f6d1f0c8e11",
}

PLACES = {
    "achievement-definitions/{achievement_key}": "The achievement's key, as `listAchievementDefinitions` names it.",
    "achievements/{achievement_key}": "The achievement's key, as `listOwnAchievements` names it.",
    "activations/{activation_id}": "The activation, as `createActivation` answered it.",
    "activation-staff/{staff_id}": "The link, as `createStaffLink` or `listStaffLinks` names it.",
    "qr/screens/{code}": "The short code that the screen shows.",
    "q/{code}": "The short code of the activation.",
    "activation-codes/{code_id}": "The code, as `createActivationCodes` or `listActivationCodes` names it.",
    "activation-fans/{fan_id}": "The fan, as lists of scans name them.",
    "agent-tiers/{tier}": "The tier's key, as `listAgentTiers` names it.",
    "agents/{agent_id}": "The agent, by the account's id.",
    "agents/contacts/{contact_id}": "The contact, one of the caller's own.",
    "agents/invites/{invite_id}": "The invite, as `inviteContacts` or `listAgentInvites` names it.",
    "applications/{application_id}": "The application, as `applyToGig` answered it.",
    "assets/{asset_id}": "The file, as `announceAsset` answered it.",
    "attachments/{attachment_id}": "The file, as `announceAttachment` answered it.",
    "avatar/{avatar_id}": "The picture, as `announceAvatar` answered it.",
    "avatars/{avatar_id}": "The picture, as `avatar_url` names it.",
    "badge-achievements/{achievement_key}": "The achievement's key, as a credential names it.",
    "badges/{badge_id}": "The credential, as `badge_url` of `listOwnAchievements` names it.",
    "blocks/{user_id}": "Whom it is about, by the account's id: the `sender` of a message names it.",
    "brands/{brand_id}": "The brand; `readMe` lists those of the caller.",
    "brands/{brand_id}/invitations/{invitation_id}": "The invitation to the team, as `inviteToTeam` answered it.",
    "brands/{brand_id}/members/{user_id}": "The person, as `listMembers` names them.",
    "campaign-briefs/{campaign_id}": "The campaign.",
    "campaigns/{campaign_id}": "The campaign.",
    "codes/{code_id}": "The referral code, as `createReferralCode` answered it.",
    "contacts/imports/{import_id}": "The import, as `importContacts` answered it.",
    "conversions/{conversion_id}": "The order, by our id for it and not by the shop's number.",
    "conversions/{short_code}": "The last part of the link's address: `/t/{short_code}`.",
    "creator-lists/{list_id}": "The list, as `listCreatorLists` names it.",
    "creators/{creator_id}": "The creator, by the account's id.",
    "creators/{slug}": "The last part of the media kit's address, which its creator chose.",
    "creators/{user_id}": "The creator, by the account's id.",
    "deals/{deal_id}": "The deal, as `offerDeal` or `claimSlot` answered it.",
    "deliverables/{deliverable_id}": "What is asked for, as `addDeliverable` answered it.",
    "deposits/{deposit_id}": "The deposit: the `transaction_id` that `startDeposit` answered.",
    "disputes/{dispute_id}": "The dispute, as `openDispute` or `listDisputes` names it.",
    "earnings/{earning_id}": "The earning.",
    "email-invitations/{email_invitation_id}": "The invitation, as `inviteByEmail` answered it.",
    "escrow/{escrow_id}": "The held funds of a milestone, as `readDeal` names them.",
    "escrows/{escrow_id}": "The held funds of a milestone, as `readDeal` names them.",
    "escrows/{escrow_id}/submissions/{submission_id}": "The work, as `submitWork` or `listWork` names it.",
    "escrows/{escrow_id}/uploads/{file_id}": "The file, as `announceWorkFile` answered it.",
    "exports/{export_id}": "The file that was asked for, by the id that the request for it answered.",
    "failures/message/{message_id}": "The message, by the `failure_id` that `listFailures` names.",
    "failures/{kind}": "What failed.",
    "failures/{kind}/{failure_id}": "The failure, as `listFailures` names it.",
    "fan-links/{fan_id}": "The fan that one is, as `listFanLinks` names it.",
    "fraud-groups/{fraud_group_id}": "The group, as `listFraudGroups` names it.",
    "scan-reviews/{scan_id}": "The scan, as `listScanReviews` names it.",
    "fraud-rules/{rule_key}": "The rule's key, as `listFraudRules` names it.",
    "geofences/{geofence_id}": "The fence, as `createGeofence` answered it.",
    "gigs/{gig_id}": "The gig, as `createGig` or `listGigs` names it.",
    "invite-policies/{country}": "The country, as ISO 3166 names it in two capital letters.",
    "invites/{token}": "The last part of the invite's link: 64 digits of hex.",
    "invitations/{invitation_id}": "The invitation to a campaign.",
    "issuers/{issuer_id}": "The issuer, as a credential names it.",
    "jobs/{job}": "The job, as `listJobs` names it.",
    "media-value-rates/{platform}": "The platform of the posts.",
    "media-value-rates/{platform}/{currency}": "The campaign's currency, ISO 4217 in lower case.",
    "members/{member_id}": "The member of the list, as `listCreatorListMembers` names it.",
    "negotiations/{negotiation_id}": "The offer.",
    "notification-deliveries/{delivery_id}": "The delivery.",
    "notifications/{notification_id}": "The notification.",
    "oauth/{platform}": "The platform that sends the browser back.",
    "participants/{participant_id}": "The participation: one creator in one campaign.",
    "payouts/{payout_id}": "The payout.",
    "referrals/{user_id}": "Who was brought, by the account's id.",
    "qr/scans/{scan_id}": "The scan, as its answer named it.",
    "rate-classes/{key}": "The class, as `listRateClasses` names it.",
    "rate-classes/{key}/{per}": "Whom the limit counts, as `listRateClasses` names it.",
    "rate-tiers/{holder}": "To whom the tier is given.",
    "rate-tiers/{holder}/{holder_id}": "The account of `users`, or the brand of `brands`.",
    "reward-awards/{award_id}": "The reward, as `listRewardAwards` names it.",
    "reward-programs/{program_id}": "The program, as `createRewardProgram` or `listRewardPrograms` names it.",
    "reward-triggers/{trigger_id}": "The trigger, as `listRewardTriggers` names it; the same for all its versions.",
    "rewards/{reward_id}": "The reward, as `listRewards` names it.",
    "saved-searches/{search_id}": "The search, as `listSavedSearches` names it.",
    "settings/{key}": "The setting, as `listSettings` names it.",
    "social/accounts/{platform}": "The platform of the caller's account.",
    "social/{platform}": "The platform whose account is to be connected.",
    "status-lists/{status_list_id}": "The list, as a credential names it.",
    "stripe-events/{event_id}": "Stripe's id of the event.",
    "submissions/{submission_id}": "The submission.",
    "surveys/{survey_id}": "The survey.",
    "tracking-links/{link_id}": "The link.",
    "unsubscribe/{token}": "What stands in the mail's link: who is meant, and which mail, signed.",
    "users/{user_id}": "The account.",
    "wallets/{wallet_id}": "The wallet; `listWallets` lists those of the caller.",
    "conversations/{conversation_id}": "The conversation.",
    "held-messages/{held_message_id}": "The message, as `listHeldMessages` names it.",
    "message-reports/{report_id}": "The report, as `listMessageReports` names it.",
    "messages/{seq}": "The message's number in its conversation.",
    "moderation-rules/{rule_key}": "The rule's key, as `listModerationRules` names it.",
}
"""What stands there, by the end of the path up to it; the longest one that fits counts."""


def describe(document: dict[str, Any]) -> None:
    """Describe the places of every path, and add the header where a route declares what it refuses of it."""
    document["components"]["parameters"] = {"IdempotencyKey": IDEMPOTENCY_KEY}
    for path, methods in document["paths"].items():
        for operation in methods.values():
            given = operation.get("parameters", [])
            for parameter in given:
                _tidy(parameter)
                if parameter["in"] == "path" and (place := place_of(path, parameter["name"])):
                    parameter["description"] = place
            if "IDEMPOTENCY_KEY_REUSED" in codes_in_names(operation):
                given.append({"$ref": "#/components/parameters/IdempotencyKey"})
            if given:
                operation["parameters"] = given


def place_of(path: str, name: str) -> str | None:
    """What stands at a place of a path; None where nobody said."""
    before = path.partition(f"{{{name}}}")[0] + f"{{{name}}}"
    fitting = [place for place in PLACES if before.endswith(f"/{place}")]
    return PLACES[max(fitting, key=len)] if fitting else None


def _tidy(parameter: dict[str, Any]) -> None:
    """A query has no null: a parameter is left out instead. What its schema repeats goes."""
    schema = parameter["schema"]
    choices = [choice for choice in schema.get("anyOf", ()) if choice != {"type": "null"}]
    if len(choices) == 1:
        schema = {key: value for key, value in schema.items() if key != "anyOf"} | choices[0]
    parameter["schema"] = {key: value for key, value in schema.items() if key not in {"title", "description"}}
