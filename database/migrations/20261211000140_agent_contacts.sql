-- migrate:up
set local lock_timeout = '3s';

-- Files that agents said they would upload. The key in the bucket follows from the id (functions/agents/contact_uploads).
create table contact_uploads (
  id uuid constraint contact_uploads_pkey primary key default uuidv7(),
  agent_user_id uuid not null
  constraint contact_uploads_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  kind text not null,
  size_bytes bigint not null,
  delete_after timestamptz not null default now() + interval '24 hours',
  created_at timestamptz not null default now(),
  constraint contact_uploads_kind_is_known check (kind in ('csv', 'vcard')),
  constraint contact_uploads_size_is_allowed check (size_bytes between 1 and 5242880)
);
alter table contact_uploads enable row level security;
alter table contact_uploads force row level security;
create index contact_uploads_of_an_agent on contact_uploads (agent_user_id, created_at);
create index contact_uploads_by_age on contact_uploads (delete_after);
create policy contact_uploads_own on contact_uploads for select to authenticated using (agent_user_id = (select auth.uid()));
create policy contact_uploads_service on contact_uploads to service using (true) with check (true);
create policy contact_uploads_internal on contact_uploads to app_internal using (true) with check (true);
grant select on contact_uploads to authenticated;
grant select, update (delete_after), delete on contact_uploads to service; -- to lock them, too
grant select, insert, update on contact_uploads to app_internal;
comment on table contact_uploads is
'Files of contacts between the form and the import; file and row are gone at delete_after, whatever became of them.';

create table contact_imports (
  id uuid constraint contact_imports_pkey primary key default uuidv7(),
  agent_user_id uuid not null
  constraint contact_imports_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  file_key text not null,
  kind text not null,
  country text,
  dry_run boolean not null default false,
  status text not null default 'queued',
  rows integer not null default 0,
  accepted integer not null default 0,
  duplicates integer not null default 0,
  refused jsonb not null default '[]',
  notes jsonb not null default '[]',
  failure_code text,
  declared_basis text not null,
  declaration_text_version text not null,
  declared_at timestamptz not null default now(),
  started_at timestamptz,
  completed_at timestamptz,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  last_error text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint contact_imports_file_is_named check (length(file_key) between 1 and 500),
  constraint contact_imports_kind_is_known check (kind in ('csv', 'vcard')),
  constraint contact_imports_status_is_known check (status in ('queued', 'running', 'done', 'failed')),
  constraint contact_imports_basis_is_known check (declared_basis in ('consent', 'existing_customer', 'personal_acquaintance')),
  constraint contact_imports_version_is_named check (declaration_text_version ~ '^[0-9A-Za-z.-]{1,40}$'),
  constraint contact_imports_count_rows check (rows >= 0 and accepted >= 0 and duplicates >= 0 and accepted + duplicates <= rows),
  constraint contact_imports_refusals_are_a_list check (jsonb_typeof(refused) = 'array'),
  constraint contact_imports_notes_are_a_list check (jsonb_typeof(notes) = 'array'),
  constraint contact_imports_country_is_iso check (country ~ '^[A-Z]{2}$'),
  constraint contact_imports_failure_has_a_code check ((status = 'failed') = (failure_code is not null)),
  constraint contact_imports_end_once check ((status in ('done', 'failed')) = (completed_at is not null))
);
alter table contact_imports enable row level security;
alter table contact_imports force row level security;
create index contact_imports_of_an_agent on contact_imports (agent_user_id, id desc);
create index contact_imports_open on contact_imports (available_at, id) where status in ('queued', 'running');
create trigger touch_updated_at before update on contact_imports
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on contact_imports
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IC006', '{"queued": ["running"], "running": ["queued", "done", "failed"]}'
);
create trigger file_is_fixed before update of agent_user_id, file_key, kind, dry_run, declared_basis, declaration_text_version
on contact_imports for each row execute function app.refuse_change();
create policy contact_imports_own on contact_imports for select to authenticated using (agent_user_id = (select auth.uid()));
create policy contact_imports_service on contact_imports for select to service using (true);
create policy contact_imports_service_update on contact_imports for update to service using (true) with check (true);
create policy contact_imports_internal on contact_imports to app_internal using (true) with check (true);
grant select on contact_imports to authenticated, service;
grant update (status, failure_code, started_at, completed_at, attempts, available_at, last_error) on contact_imports to service;
grant select, insert, update, delete on contact_imports to app_internal;
comment on table contact_imports is 'Files of contacts that agents brought, what they declared, and what came of them; refused and notes: [{row, reason}], '
'the first of them.';

-- People who have no account, and know nothing of us yet.
create table agent_contacts (
  id uuid constraint agent_contacts_pkey primary key default uuidv7(),
  agent_user_id uuid not null
  constraint agent_contacts_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  name text not null default '',
  email text,
  phone_e164 text,
  country text,
  source text not null,
  import_id uuid
  constraint agent_contacts_come_by_an_import references contact_imports (id) on delete restrict,
  lawful_basis text not null,
  status text not null default 'new',
  dedupe_hash bytea not null,
  last_invited_at timestamptz,
  forget_at timestamptz not null default now() + interval '90 days',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_contact_is_known_once unique (agent_user_id, dedupe_hash),
  constraint agent_contact_is_its_agents unique (id, agent_user_id),
  constraint agent_contacts_name_fits check (length(name) <= 200),
  constraint agent_contacts_can_be_reached check (num_nonnulls(email, phone_e164) > 0),
  constraint agent_contacts_address_fits check (length(email) <= 320 and email = lower(email) and email like '%_@_%'),
  constraint agent_contacts_number_is_e164 check (phone_e164 ~ '^\+[1-9][0-9]{6,14}$'),
  constraint agent_contacts_country_is_iso check (country ~ '^[A-Z]{2}$'),
  constraint agent_contacts_source_is_known check (source in ('csv', 'vcard', 'manual')),
  constraint agent_contacts_basis_is_known check (lawful_basis in ('consent', 'existing_customer', 'personal_acquaintance')),
  constraint agent_contacts_status_is_known check (status in ('new', 'invited', 'joined', 'opted_out', 'bounced'))
);
alter table agent_contacts enable row level security;
alter table agent_contacts force row level security;
create index agent_contacts_of_an_agent on agent_contacts (agent_user_id, id desc);
create index agent_contacts_of_an_import on agent_contacts (import_id) where import_id is not null;
create index agent_contacts_by_age on agent_contacts (forget_at);
create index agent_contacts_to_an_address on agent_contacts (email) where email is not null;
create index agent_contacts_to_a_number on agent_contacts (agent_user_id, phone_e164) where phone_e164 is not null;
create trigger touch_updated_at before update on agent_contacts
for each row execute function app.touch_updated_at();
create policy agent_contacts_own on agent_contacts for select to authenticated using (agent_user_id = (select auth.uid()));
create policy agent_contacts_own_delete on agent_contacts for delete to authenticated using (agent_user_id = (select auth.uid()));
-- What an agent takes along (article 15) is read by the service.
create policy agent_contacts_service on agent_contacts for select to service using (true);
create policy agent_contacts_internal on agent_contacts to app_internal using (true) with check (true);
grant select, delete on agent_contacts to authenticated;
grant select on agent_contacts to service;
grant select, insert, update, delete on agent_contacts to app_internal;
-- NOTE: no policy for administrators: whom somebody knows is theirs. They see counts.
comment on table agent_contacts is
'Personal data of third parties, visible to their agent alone; gone at forget_at: 90 days after they came, or 180 after the last invite.';

-- migrate:down
set local lock_timeout = '3s';
drop table agent_contacts;
drop table contact_imports;
drop table contact_uploads;
