"""Calls about contacts of agents, with arguments that somebody may not give."""

from tests.database.forged_calls import OTHERS, Forged
from tests.database.permissions import ADMIN, CREATOR, OWNER

NO_AGENTS = (*OTHERS, OWNER, ADMIN)
FORGED_CONTACTS = (
    Forged("app.announce_contact_file('csv', 1)", "IM005", NO_AGENTS),
    Forged("app.announce_contact_file('xlsx', 1)", "contact_uploads_kind_is_known", (CREATOR,)),
    Forged("app.announce_contact_file('csv', 5242881)", "contact_uploads_size_is_allowed", (CREATOR,)),
    Forged("app.request_contact_import(%(contact_upload)s, 'csv', 'consent', '1', false, null)", "IM005", NO_AGENTS),
    Forged("app.request_contact_import(gen_random_uuid(), 'csv', 'consent', '1', false, null)", "IG003", (CREATOR,)),
    Forged("app.request_contact_import(null, 'csv', 'consent', '1', false, null)", "IG003", (CREATOR,)),
    Forged("app.request_contact_import(%(contact_upload)s, 'vcard', 'consent', '1', true, null)", "IG003", (CREATOR,)),
    Forged("app.request_contact_import(%(contact_upload)s, 'csv', 'luck', '1', true, null)",
           "contact_imports_basis_is_known", (CREATOR,)),
    Forged("app.request_contact_import(%(contact_upload)s, 'csv', 'consent', '', true, null)",
           "contact_imports_version_is_named", (CREATOR,)),
    Forged("app.request_contact_import(%(contact_upload)s, 'csv', 'consent', '1', true, 'Narnia')",
           "contact_imports_country_is_iso", (CREATOR,)),
    Forged("app.add_contact('', 'x@example.com', null, null, 'consent')", "IM005", NO_AGENTS),
    Forged("app.add_contact('', null, null, null, 'consent')", "agent_contacts_can_be_reached", (CREATOR,)),
    Forged("app.add_contact('', null, '0171', null, 'consent')", "agent_contacts_number_is_e164", (CREATOR,)),
    Forged("app.add_contact('', 'x', null, null, 'consent')", "agent_contacts_address_fits", (CREATOR,)),
    Forged("app.add_contact('', 'x@example.com', null, null, 'luck')", "agent_contacts_basis_is_known", (CREATOR,)),
    Forged("app.contact_counts(%(creator_user_id)s)", "IG003", (*OTHERS, OWNER)),
    Forged("app.contact_counts(null)", "IG003", (CREATOR, ADMIN)),
)  # fmt: skip
