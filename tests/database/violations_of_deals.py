"""How to break the constraints of deals and their escrows that nonsense in one column does not break."""

from typing import LiteralString

DEAL_CASES: dict[str, LiteralString] = {
    "deals_are_offered_until_a_moment": "status = 'offered', offer_expires_at = null",
    "deals_terms_are_in_range": "terms = '{\"review_hours\": 23}'",
    "deal_reviews_are_by_another": "reviewer_user_id = creator_user_id",
    "deal_disputes_answered_have_an_answer": "status = 'answered', answer = null",
    "deal_disputes_rest_is_left": "rest = '-1 day'",
    "escrows_disputed_know_whence": "status = 'disputed', disputed_from = null",
    "escrows_end_without_a_deadline": "status = 'released', deadline_at = now()",
    "escrows_refunded_pay_nobody": "status = 'refunded', refunded_amount = 0",
}
