-- migrate:up
set local lock_timeout = '3s';

-- What a sign-up said of who sent it, until the account is made: a confirmation comes later, and from elsewhere.
create table referral_intents (
  email_hmac bytea constraint referral_intents_pkey primary key,
  code text,
  touch_token_hash bytea,
  invite_token_hash bytea,
  role text,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  constraint referral_intents_address_is_hashed check (length(email_hmac) = 32),
  constraint referral_intents_say_something check (num_nonnulls(code, touch_token_hash, invite_token_hash) > 0),
  constraint referral_intents_code_fits check (length(code) <= 40),
  constraint referral_intents_tokens_are_hashed check (length(touch_token_hash) = 32 and length(invite_token_hash) = 32),
  constraint referral_intents_role_is_known check (role in ('agent', 'brand', 'creator'))
);
alter table referral_intents enable row level security;
alter table referral_intents force row level security;
create index referral_intents_by_age on referral_intents (expires_at);
create policy referral_intents_service on referral_intents for select to service using (true);
create policy referral_intents_internal on referral_intents to app_internal using (true) with check (true);
grant select on referral_intents to service;
grant select, insert, update, delete on referral_intents to app_internal;
comment on table referral_intents is 'Who sent an address that signs up; consumed where the account is made, gone after a week.';

-- Who brought whom: one agent for a person, for ever.
create table referrals (
  referred_user_id uuid constraint referrals_pkey primary key
  constraint referrals_are_about_a_user references auth.users (id) on delete restrict,
  agent_user_id uuid not null
  constraint referrals_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  code_id uuid
  constraint referrals_come_by_a_code references referral_codes (id) on delete restrict,
  touch_id uuid,
  invite_id uuid,
  source text not null,
  attributed_at timestamptz not null default now(),
  window_days integer,
  status text not null default 'active',
  reject_reason text,
  first_deal_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint referrals_bring_another check (referred_user_id <> agent_user_id or status = 'rejected'),
  constraint referrals_source_is_known check (source in ('code', 'link', 'invite', 'manual')),
  constraint referrals_status_is_known check (status in ('pending', 'active', 'rejected', 'expired')),
  constraint referrals_rejection_has_a_reason check ((status = 'rejected') = (reject_reason is not null)),
  constraint referrals_reason_fits check (length(reject_reason) <= 500)
);
alter table referrals enable row level security;
alter table referrals force row level security;
create index referrals_of_an_agent on referrals (agent_user_id, attributed_at desc);
create index referrals_by_code on referrals (code_id) where code_id is not null;
create trigger touch_updated_at before update on referrals
for each row execute function app.touch_updated_at();
create trigger never_deleted before delete or truncate on referrals
for each statement execute function app.refuse_change();
select app.audit_table('referrals', 'referred_user_id');
create policy referrals_admin on referrals for select to admin using (true);
create policy referrals_service on referrals for select to service using (true);
create policy referrals_internal on referrals to app_internal using (true) with check (true);
grant select on referrals to admin, service;
grant select, insert, update on referrals to app_internal;
-- NOTE: agents read it by a function: the day on which somebody came, and how, is not theirs.
-- NOTE: touch_id and invite_id carry no foreign keys: touches go after months, invites when a contact is forgotten.
comment on table referrals is 'Who brought whom. pending: nothing is known against it yet; rejected, expired: earns nothing.';

-- migrate:down
set local lock_timeout = '3s';
drop table referrals;
drop table referral_intents;
