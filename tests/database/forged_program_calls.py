"""Calls of the functions of reward programs with arguments that somebody may not give."""

from tests.database.forged_calls import Forged
from tests.database.permissions import ADMIN, ANALYST, CREATOR, MANAGER, OWNER, RIVAL, STRANGER

OUTSIDE = (CREATOR, STRANGER, RIVAL)

FORGED_PROGRAMS = (
    Forged("app.fund_program(%(program_id)s, 100)", "IG003", OUTSIDE),
    Forged("app.fund_program(%(program_id)s, 100)", "IM005", (ANALYST, MANAGER)),
    Forged("app.fund_program(%(program_id)s, 0)", "IM006", (OWNER, ADMIN)),
    Forged("app.fund_program(%(program_id)s, -1)", "IM006", (OWNER, ADMIN)),
    Forged("app.fund_program(%(program_id)s, null)", "IM006", (OWNER,)),
    Forged("app.fund_program(%(program_id)s, 9223372036854775807)", "IM006", (OWNER,)),
    Forged("app.fund_program(%(program_id)s, 100)", "reward_programs_budget_has_a_currency", (OWNER, ADMIN)),
    Forged("app.fund_program(null, 100)", "IG003", (OWNER, ADMIN)),
    Forged("app.activate_program(%(program_id)s)", "IG003", OUTSIDE),
    Forged("app.activate_program(%(program_id)s)", "IM005", (ANALYST,)),
    Forged("app.activate_program(%(program_id)s)", "IW002", (OWNER, MANAGER, ADMIN)),
    Forged("app.activate_program(null)", "IG003", (OWNER, ADMIN)),
    Forged("app.pause_program(%(program_id)s)", "IG003", OUTSIDE),
    Forged("app.pause_program(%(program_id)s)", "IM005", (ANALYST,)),
    Forged("app.pause_program(null)", "IG003", (OWNER, ADMIN)),
    Forged("app.end_program(%(program_id)s)", "IG003", OUTSIDE),
    Forged("app.end_program(%(program_id)s)", "IM005", (ANALYST,)),
    Forged("app.end_program(null)", "IG003", (OWNER, ADMIN)),
)  # fmt: skip
