-- migrate:up
set local lock_timeout = '3s';

-- Codes of an activation are printed, thousands on a sheet: a file that a worker writes.
alter table exports
add column activation_id uuid,
add constraint exports_are_about_an_activation foreign key (activation_id, brand_id)
references activations (id, brand_id) on delete cascade,
drop constraint exports_kind_is_known,
add constraint exports_kind_is_known check (
  kind in ('personal_data', 'statement', 'campaign_report', 'conversation', 'activation_codes_pdf', 'activation_codes_svg')
),
drop constraint exports_are_about_what_their_kind_says,
add constraint exports_are_about_what_their_kind_says check (
  (kind = 'statement') = (wallet_id is not null)
  and (kind = 'campaign_report') = (campaign_id is not null)
  and (kind in ('activation_codes_pdf', 'activation_codes_svg')) = (activation_id is not null)
  and (num_nonnulls(campaign_id, activation_id) = 0) = (brand_id is null)
  and (kind = 'statement' or (since is null and until is null))
);
create index exports_of_an_activation on exports (activation_id, brand_id) where activation_id is not null;
drop index exports_wait_once;
create unique index exports_wait_once on exports (user_id, kind, wallet_id, campaign_id, conversation_id, activation_id)
nulls not distinct where status = 'pending';
grant select (activation_id), insert (activation_id) on exports to authenticated, admin;
comment on table exports is
'Files that people asked for: all about themselves, a wallet''s statement, a campaign''s report, a conversation, an activation''s codes to '
'be printed. Kept for 7 days.';

-- migrate:down
set local lock_timeout = '3s';
set local row_security = off;
alter table exports no force row level security;
delete from exports
where kind in ('activation_codes_pdf', 'activation_codes_svg');
alter table exports force row level security;
comment on table exports is
'Files that people asked for: all about themselves, a wallet''s statement, a campaign''s report, a conversation. Kept for 7 days.';
drop index exports_wait_once;
alter table exports
drop constraint exports_kind_is_known,
drop constraint exports_are_about_what_their_kind_says,
drop column activation_id,
add constraint exports_kind_is_known
check (kind in ('personal_data', 'statement', 'campaign_report', 'conversation')),
add constraint exports_are_about_what_their_kind_says check (
  (kind = 'statement') = (wallet_id is not null)
  and (kind = 'campaign_report') = (campaign_id is not null)
  and (campaign_id is null) = (brand_id is null)
  and (kind = 'statement' or (since is null and until is null))
);
create unique index exports_wait_once on exports (user_id, kind, wallet_id, campaign_id, conversation_id)
nulls not distinct where status = 'pending';
