-- migrate:up
set local lock_timeout = '3s';

create table referral_codes (
  id uuid constraint referral_codes_pkey primary key default uuidv7(),
  agent_user_id uuid not null
  constraint referral_codes_belong_to_an_agent references agent_profiles (user_id) on delete restrict,
  code text not null,
  -- Codes that look alike are one: whoever types what they read finds it.
  folded text not null generated always as (translate(code, 'OIL-', '011')) stored,
  label text not null default '',
  campaign text not null default '',
  max_uses integer,
  uses integer not null default 0,
  disabled_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint referral_code_is_given_once unique (folded),
  constraint referral_codes_can_be_typed check (code ~ '^[A-Z0-9](-?[A-Z0-9])+$' and length(code) between 4 and 20),
  constraint referral_codes_are_no_reserved_words check (not app.is_reserved_code(code)),
  constraint referral_codes_label_fits check (length(label) <= 100),
  constraint referral_codes_campaign_fits check (length(campaign) <= 100),
  constraint referral_codes_may_be_used_at_all check (max_uses between 1 and 1000000),
  constraint referral_code_is_not_used_up check (uses >= 0 and (max_uses is null or uses <= max_uses))
);
alter table referral_codes enable row level security;
alter table referral_codes force row level security;
create index referral_codes_of_an_agent on referral_codes (agent_user_id, id desc);
create trigger touch_updated_at before update on referral_codes
for each row execute function app.touch_updated_at();
create trigger code_is_fixed before update of code, agent_user_id on referral_codes
for each row execute function app.refuse_change();
create policy referral_codes_own on referral_codes for select to authenticated using (agent_user_id = (select auth.uid()));
create policy referral_codes_own_update on referral_codes for update to authenticated
using (agent_user_id = (select auth.uid())) with check (agent_user_id = (select auth.uid()));
create policy referral_codes_admin on referral_codes for select to admin using (true);
create policy referral_codes_service on referral_codes for select to service using (true);
create policy referral_codes_internal on referral_codes to app_internal using (true) with check (true);
grant select on referral_codes to authenticated, admin, service;
grant update (label, campaign, max_uses, disabled_at) on referral_codes to authenticated;
grant select, insert, update on referral_codes to app_internal;
comment on table referral_codes is 'What agents give to people; folded is what a typed code is looked up by. uses is raised under the row''s lock.';

-- migrate:down
set local lock_timeout = '3s';
drop table referral_codes;
