-- migrate:up
set local lock_timeout = '3s';

-- What both sides, and who decides, say to each other while a dispute is open.
create table deal_dispute_messages (
  id uuid constraint deal_dispute_messages_pkey primary key default uuidv7(),
  dispute_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  sender_user_id uuid not null
  constraint deal_dispute_messages_are_sent_by_a_user references auth.users (id) on delete restrict,
  side text not null,
  body text not null,
  created_at timestamptz not null default now(),
  constraint deal_dispute_messages_belong_to_a_dispute foreign key (dispute_id, brand_id, creator_user_id)
  references deal_disputes (id, brand_id, creator_user_id) on delete restrict,
  constraint deal_dispute_messages_side_is_known check (side in ('brand', 'creator', 'admin')),
  constraint deal_dispute_messages_body_fits check (length(body) <= 2000),
  constraint deal_dispute_messages_body_is_seen check (app.is_written(body))
);
alter table deal_dispute_messages enable row level security;
alter table deal_dispute_messages force row level security;
create index deal_dispute_messages_of_a_dispute on deal_dispute_messages (dispute_id, brand_id, creator_user_id, id);
create index deal_dispute_messages_of_a_brand on deal_dispute_messages (brand_id);
create index deal_dispute_messages_of_a_creator on deal_dispute_messages (creator_user_id);
create index deal_dispute_messages_by_sender on deal_dispute_messages (sender_user_id);
select app.keep_append_only('deal_dispute_messages');
create policy deal_dispute_messages_people on deal_dispute_messages for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy deal_dispute_messages_admin on deal_dispute_messages for select to admin using (true);
create policy deal_dispute_messages_service on deal_dispute_messages for select to service using (true);
create policy deal_dispute_messages_internal on deal_dispute_messages to app_internal using (true) with check (true);
grant select on deal_dispute_messages to authenticated, admin, service;
grant select, insert on deal_dispute_messages to app_internal;
comment on table deal_dispute_messages is
'What is said in a dispute of held funds, by whom and for which side; admin: who decides. Append-only.';

-- migrate:down
set local lock_timeout = '3s';
drop table deal_dispute_messages;
