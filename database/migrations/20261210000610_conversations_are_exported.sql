-- migrate:up
set local lock_timeout = '3s';

-- A conversation is written down for a dispute, and every file says what it consists of.
alter table exports
add column conversation_id uuid
constraint exports_are_about_a_conversation references conversations (id) on delete cascade,
add column checksum_sha256 text,
add constraint exports_checksum_is_sha256 check (checksum_sha256 ~ '^[0-9a-f]{64}$'),
add constraint exports_have_a_checksum_once_ready check (checksum_sha256 is null or status = 'ready'),
drop constraint exports_kind_is_known,
add constraint exports_kind_is_known
check (kind in ('personal_data', 'statement', 'campaign_report', 'conversation')),
add constraint exports_of_conversations_are_about_one check ((kind = 'conversation') = (conversation_id is not null));
create index exports_of_a_conversation on exports (conversation_id) where conversation_id is not null;
drop index exports_wait_once;
create unique index exports_wait_once on exports (user_id, kind, wallet_id, campaign_id, conversation_id)
nulls not distinct where status = 'pending';
-- Administrators ask for them, with a reason; who is none any more does not fetch what they asked for.
create policy exports_of_conversations on exports as restrictive to authenticated
using (conversation_id is null) with check (conversation_id is null);
grant select (conversation_id, checksum_sha256), insert (conversation_id) on exports to authenticated, admin;
comment on column exports.checksum_sha256 is 'Of the file, in hexadecimal, once it is there; NULL: written by an earlier release.';
comment on table exports is
'Files that people asked for: all about themselves, a wallet''s statement, a campaign''s report, a conversation. Kept for 7 days.';

-- migrate:down
set local lock_timeout = '3s';
set local row_security = off;
alter table exports no force row level security;
delete from exports
where kind = 'conversation';
alter table exports force row level security;
comment on table exports is
'Files that people asked for: all about themselves, a wallet''s statement, a campaign''s report. Kept for 7 days.';
drop policy exports_of_conversations on exports;
drop index exports_wait_once;
alter table exports
drop constraint exports_kind_is_known,
drop column conversation_id,
drop column checksum_sha256,
add constraint exports_kind_is_known check (kind in ('personal_data', 'statement', 'campaign_report'));
create unique index exports_wait_once on exports (user_id, kind, wallet_id, campaign_id) nulls not distinct
where status = 'pending';
