"""How to break the constraints of campaigns and lists of creators that nonsense in one column does not break."""

from typing import LiteralString

CAMPAIGN_CASES: dict[str, LiteralString] = {
    "campaign_starts_before_it_ends": "timeline_start = '2026-02-01', timeline_end = '2026-01-31'",
    "campaign_deliverables_compensation_is_payable": "compensation_amount = 1000000000001",
    "campaign_invitations_amount_is_payable": "agreed_amount = 1000000000001",
    "campaign_negotiations_amount_is_payable": "amount = 1000000000001",
    "creator_list_members_are_somebody": "creator_user_id = null, platform = null, handle = null",
    "creator_list_members_handle_is_of_a_platform": "handle = null",
    "creator_list_members_tags_are_short": "tags = array[repeat('x', 1001)]",
}
