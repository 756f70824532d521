"""Calls of the marketplace's definer functions with arguments that somebody may not give, and what answers them."""

from typing import LiteralString

from tests.database.forged_calls import NOTHING, OTHERS, Forged
from tests.database.permission_matrix import ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER

OFFER: LiteralString = (
    "app.offer_deal(%(brand_id)s, %(stranger)s, 'usd', 'T', '{}',"
    " jsonb_build_array(jsonb_build_object('title', 'x', 'price', 1, 'due_days', 1)))"
)
FORGED_DEALS = (
    Forged("app.open_gig(%(gig_id)s)", "IG003", (RIVAL,)),
    Forged("app.open_gig(%(gig_id)s)", "IM005", (STRANGER, CREATOR, ANALYST)),
    Forged("app.open_gig(null)", "IG003", (OWNER, STRANGER)),
    Forged("app.pause_gig(%(gig_id)s)", "IG003", (RIVAL,)),
    Forged("app.pause_gig(%(gig_id)s)", "IM005", (STRANGER, CREATOR, ANALYST)),
    Forged("app.end_gig(%(gig_id)s, '')", "IG003", (RIVAL,)),
    Forged("app.end_gig(%(gig_id)s, '')", "IM005", (STRANGER, CREATOR, ANALYST)),
    Forged("app.claim_slot(%(gig_id)s)", "IM005", (RIVAL, OWNER)),
    Forged("app.claim_slot(null)", "IG003", (STRANGER, CREATOR)),
    Forged("app.apply_to_gig(%(gig_id)s, '', 1, '[]')", "IM005", (RIVAL, OWNER)),
    Forged("app.apply_to_gig(%(gig_id)s, '', 1, '[]')", "IK006", (STRANGER,)),
    Forged("app.apply_to_gig(%(gig_id)s, '', null, '[]')", "IM002", (STRANGER,)),
    Forged("app.answer_application(%(application_id)s, 'approved')", "IG003", OTHERS),
    Forged("app.answer_application(%(application_id)s, 'approved')", "IM005", (CREATOR, ANALYST)),
    Forged("app.answer_application(%(application_id)s, 'luck')", "IK001", (OWNER,)),
    Forged("app.withdraw_application(%(application_id)s)", "IG003", OTHERS),
    Forged("app.withdraw_application(%(application_id)s)", "IM005", (OWNER, ANALYST)),
    Forged(OFFER, "IG003", (*OTHERS, CREATOR)),
    Forged(OFFER, "IM005", (MANAGER, ANALYST)),
    Forged("app.offer_deal(%(brand_id)s, %(rival)s, 'usd', 'T', '{}', '[]')", "IG003", (OWNER,)),
    Forged("app.offer_deal(%(brand_id)s, %(stranger)s, 'usd', 'T', '{}', '[]')", "IK015", (OWNER,)),
    Forged("app.offer_deal(%(brand_id)s, %(stranger)s, 'usd', 'T', '{}', null)", "IM002", (OWNER,)),
    Forged("app.accept_offer(%(deal_id)s)", "IG003", OTHERS),
    Forged("app.accept_offer(%(deal_id)s)", "IM005", (OWNER, ANALYST)),
    Forged("app.accept_offer(%(deal_id)s)", "IK001", (CREATOR,)),
    Forged("app.decline_offer(%(deal_id)s)", "IG003", OTHERS),
    Forged("app.decline_offer(%(deal_id)s)", "IM005", (OWNER, ANALYST)),
    Forged("app.cancel_deal(%(deal_id)s)", "IG003", OTHERS),
    Forged("app.cancel_deal(%(deal_id)s)", "IM005", (ANALYST,)),
    Forged("app.cancel_escrow(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.cancel_escrow(%(escrow_id)s)", "IM005", (ANALYST,)),
    Forged("app.refund_held(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.refund_held(%(escrow_id)s)", "IM005", (ANALYST,)),
    Forged("app.pay_escrow(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.pay_escrow(%(escrow_id)s)", "IM005", (CREATOR, ANALYST)),
    Forged("app.begin_card_payment(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.begin_card_payment(%(escrow_id)s)", "IM005", (CREATOR, ANALYST, MANAGER)),
    Forged("app.start_work(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.start_work(%(escrow_id)s)", "IM005", (OWNER, ANALYST)),
    Forged("app.hand_in_work(%(escrow_id)s, 'text', null, null, 'x')", "IG003", OTHERS),
    Forged("app.hand_in_work(%(escrow_id)s, 'text', null, null, 'x')", "IM005", (OWNER, ANALYST)),
    Forged("app.hand_in_work(%(escrow_id)s, 'file', null, 'theirs', '')", "IC018", (CREATOR,)),
    Forged("app.recall_work(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.recall_work(%(escrow_id)s)", "IM005", (OWNER, ANALYST)),
    Forged("app.open_review(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.open_review(%(escrow_id)s)", "IM005", (CREATOR, ANALYST)),
    Forged("app.review_work(%(escrow_id)s, %(deal_id)s, 'approved')", "IG003", OTHERS),
    Forged("app.review_work(%(escrow_id)s, %(deal_id)s, 'approved')", "IM005", (CREATOR, ANALYST)),
    Forged("app.release_held(%(escrow_id)s)", "IG003", OTHERS),
    Forged("app.release_held(%(escrow_id)s)", "IM005", (CREATOR, ANALYST)),
    Forged("app.search_gigs(null, null, null, null, null, null, null, false, null, null, 5)", "IM005", (OWNER, RIVAL)),
    Forged("app.search_gigs('nobody says this', null, null, null, null, null, null, false, null, null, 5)", NOTHING,
           (STRANGER,)),
    Forged("app.log_blocked_attempt('x', 'y', 'luck', null, '{}')", "blocked_attempts_sqlstate_is_one", (STRANGER,)),
)  # fmt: skip
