-- migrate:up
set local lock_timeout = '3s';

-- Where we may write to somebody who did not ask for it: by law, not by wish. A country that is not here: nowhere.
create table invite_policies (
  country text constraint invite_policies_pkey primary key,
  email text not null,
  sms text not null default 'share_only',
  note text not null default '',
  updated_by uuid
  constraint invite_policies_are_changed_by_a_user references auth.users (id) on delete restrict,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint invite_policies_country_is_iso check (country ~ '^[A-Z]{2}$'),
  constraint invite_policies_email_is_known check (email in ('allowed', 'one_message', 'share_only')),
  constraint invite_policies_sms_is_known check (sms in ('opted_in', 'share_only')),
  constraint invite_policies_note_fits check (length(note) <= 500)
);
alter table invite_policies enable row level security;
alter table invite_policies force row level security;
create index invite_policies_by_editor on invite_policies (updated_by) where updated_by is not null;
create trigger touch_updated_at before update on invite_policies
for each row execute function app.touch_updated_at();
select app.audit_table('invite_policies', 'country');
create policy invite_policies_everybody on invite_policies for select to authenticated using (true);
create policy invite_policies_admin on invite_policies to admin using (true) with check (true);
create policy invite_policies_service on invite_policies for select to service using (true);
create policy invite_policies_internal on invite_policies for select to app_internal using (true);
grant select on invite_policies to authenticated, admin, service, app_internal;
grant insert (country, email, sms, note, updated_by), update (email, sms, note, updated_by), delete on invite_policies to admin;
comment on table invite_policies is
'Whether we send invites of agents to a country: allowed (one and one reminder), one_message, share_only (the agent sends it himself).';

create table agent_invites (
  id uuid constraint agent_invites_pkey primary key default uuidv7(),
  agent_user_id uuid not null
  constraint agent_invites_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  contact_id uuid
  constraint agent_invites_go_to_a_contact references agent_contacts (id) on delete set null,
  address_hmac bytea not null,
  channel text not null,
  template text not null,
  status text not null default 'queued',
  token_hash bytea not null,
  reminder_of uuid
  constraint agent_invites_remind_of_an_invite references agent_invites (id) on delete restrict,
  provider_id text,
  failure_code text,
  withheld text,
  -- What its agent is shown. Who got no mail looks like who got one, from the first moment: else it would tell who has an
  -- account, who opted out, and whom another agent invited; so would the moment at which a mail went out, and a failure, which
  -- only what was tried can have.
  shown_status text not null
  generated always as (case when status in ('queued', 'delivered', 'suppressed', 'failed') then 'sent' else status end) stored,
  sent_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint agent_invite_token_is_one unique (token_hash),
  constraint agent_invite_is_reminded_of_once unique (reminder_of),
  constraint agent_invites_address_is_hashed check (length(address_hmac) = 32),
  constraint agent_invites_token_is_hashed check (length(token_hash) = 32),
  constraint agent_invites_channel_is_known check (channel in ('email', 'sms', 'share')),
  constraint agent_invites_template_is_named check (template ~ '^[a-z][a-z0-9_]{0,63}$'),
  constraint agent_invites_status_is_known check (status in (
    'queued', 'sent', 'delivered', 'opened', 'clicked', 'joined', 'bounced', 'failed', 'suppressed'
  )),
  constraint agent_invites_reason_is_known check (withheld in (
    'limit', 'account', 'opted_out', 'unsubscribed', 'law', 'gone', 'agent', 'too_much_mail', 'provider'
  )),
  constraint agent_invites_suppressed_know_why check (status <> 'suppressed' or withheld is not null)
);
alter table agent_invites enable row level security;
alter table agent_invites force row level security;
create index agent_invites_of_an_agent on agent_invites (agent_user_id, id desc);
create index agent_invites_of_a_contact on agent_invites (contact_id) where contact_id is not null;
create index agent_invites_to_an_address on agent_invites (address_hmac, created_at);
create index agent_invites_by_provider on agent_invites (provider_id) where provider_id is not null;
create trigger touch_updated_at before update on agent_invites
for each row execute function app.touch_updated_at();
create trigger status_machine before update of status on agent_invites
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IR010',
  '{"queued": ["sent", "delivered", "opened", "clicked", "joined", "bounced", "failed", "suppressed"],
    "sent": ["delivered", "opened", "clicked", "joined", "bounced", "failed", "suppressed"],
    "delivered": ["opened", "clicked", "joined", "bounced"],
    "opened": ["clicked", "joined"],
    "clicked": ["joined"],
    "bounced": ["joined"],
    "failed": ["delivered", "opened", "clicked", "joined", "bounced"]}'
);
create trigger address_is_fixed before update of agent_user_id, address_hmac, channel, token_hash, reminder_of on agent_invites
for each row execute function app.refuse_change();
create policy agent_invites_own on agent_invites for select to authenticated using (agent_user_id = (select auth.uid()));
create policy agent_invites_admin on agent_invites for select to admin using (true);
create policy agent_invites_service on agent_invites for select to service using (true);
create policy agent_invites_internal on agent_invites to app_internal using (true) with check (true);
-- NOTE: not status, withheld, failure_code, sent_at, updated_at: what became of a mail in truth is not its agent's to know.
grant select (
  id, agent_user_id, contact_id, channel, template, shown_status, reminder_of, created_at
) on agent_invites to authenticated;
grant select (
  id, agent_user_id, contact_id, channel, template, status, shown_status, withheld, reminder_of, failure_code, sent_at,
  created_at, updated_at
) on agent_invites to admin;
grant select on agent_invites to service;
grant select, insert, update, delete on agent_invites to app_internal;
comment on table agent_invites is
'Invites that went to people without an account. joined is set by a sign-up with the invite''s token only: an agent does not learn '
'who has an account.';

create table invite_suppressions (
  address_hmac bytea not null,
  channel text not null,
  reason text not null,
  at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  constraint invite_suppressions_pkey primary key (address_hmac, channel),
  constraint invite_suppressions_address_is_hashed check (length(address_hmac) = 32),
  constraint invite_suppressions_channel_is_known check (channel in ('email', 'sms')),
  constraint invite_suppressions_reason_is_known check (reason in ('opt_out', 'bounce', 'complaint', 'law'))
);
alter table invite_suppressions enable row level security;
alter table invite_suppressions force row level security;
create policy invite_suppressions_service on invite_suppressions for select to service using (true);
create policy invite_suppressions_internal on invite_suppressions to app_internal using (true) with check (true);
grant select on invite_suppressions to service;
grant select, insert on invite_suppressions to app_internal;
comment on column agent_invites.withheld is
'Why we send no mail of it, whatever its status: limit (the address had one of any agent), account, opted_out, unsubscribed, law, '
'gone (the contact is forgotten), agent (paused or barred), too_much_mail, provider.';
comment on table invite_suppressions is 'Who wants no invites of anybody, kept as HMAC, also after an erasure: for ever.';

-- migrate:down
set local lock_timeout = '3s';
drop table invite_suppressions;
drop table agent_invites;
drop table invite_policies;
