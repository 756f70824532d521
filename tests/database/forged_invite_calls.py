"""Calls that invite contacts of agents, with arguments that somebody may not give."""

from typing import LiteralString

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, CREATOR, OWNER

INVITE: LiteralString = "app.invite_contacts(array[%(contact_id)s::uuid], 'email', '')"
FORGED_INVITES = (
    Forged(INVITE, "IM005", (*OTHERS, OWNER)),
    Forged(INVITE, "42501", (ADMIN,)),
    Forged("app.invite_contacts(array[gen_random_uuid()], 'email', '')", "IG003", (CREATOR,)),
    Forged("app.invite_contacts('{null}', 'share', '')", "IG003", (CREATOR,)),
    Forged("app.invite_contacts(null, 'email', '')", "22023", (CREATOR,)),
    Forged("app.invite_contacts(array[%(contact_id)s::uuid], 'sms', '')", "22023", (CREATOR,)),
    Forged("app.invite_contacts(array[%(contact_id)s::uuid], null, '')", "22023", (CREATOR,)),
    Forged("app.invite_contacts(array[%(contact_id)s::uuid], 'email', null)", "22023", (CREATOR,)),
    Forged("app.invite_contacts(array[%(contact_id)s::uuid], 'email', repeat('x', 501))", "22023", (CREATOR,)),
    Forged("app.invite_contacts(array_fill(%(contact_id)s::uuid, array[101]), 'email', '')", "22023", (CREATOR,)),
    Forged("app.remind_invite(%(agent_invite_id)s, '')", "IM005", (*OTHERS, OWNER)),
    Forged("app.remind_invite(%(agent_invite_id)s, '')", "42501", (ADMIN,)),
    Forged("app.remind_invite(null, '')", "IG003", (CREATOR,)),
    Forged("app.remind_invite(%(agent_invite_id)s, null)", "22023", (CREATOR,)),
    Forged("app.remind_invite(%(agent_invite_id)s, '')", "IR010", (CREATOR,)),
)  # fmt: skip
