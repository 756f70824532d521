"""Calls of the functions of referral codes with arguments that somebody may not give."""

from tests.database.forged_calls import Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER

FORGED_CODES = (
    Forged("app.make_referral_code('SPRING', '', '', null)", "IM005",
           (STRANGER, RIVAL, OWNER, ANALYST, MANAGER)),
    Forged("app.make_referral_code('SPRING', '', '', null)", "42501", (ADMIN,)),
    Forged("app.make_referral_code(null, '', '', null)", "23502", (CREATOR,)),
    Forged("app.make_referral_code('SPRING', null, '', null)", "23502", (CREATOR,)),
    Forged("app.make_referral_code('SPRING', '', null, null)", "23502", (CREATOR,)),
    Forged("app.make_referral_code('spring', '', '', null)", "referral_codes_can_be_typed", (CREATOR,)),
    Forged("app.make_referral_code('ABC', '', '', null)", "referral_codes_can_be_typed", (CREATOR,)),
    Forged("app.make_referral_code('ADM1N', '', '', null)", "referral_codes_are_no_reserved_words", (CREATOR,)),
    Forged("app.make_referral_code('CAR1A-TEN', '', '', null)", "referral_code_is_given_once", (CREATOR,)),
    Forged("app.make_referral_code('SPRING', '', '', 0)", "referral_codes_may_be_used_at_all", (CREATOR,)),
    Forged("app.make_referral_code('SPRING', repeat('x', 101), '', null)", "referral_codes_label_fits", (CREATOR,)),
)  # fmt: skip
