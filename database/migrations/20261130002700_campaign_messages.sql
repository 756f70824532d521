-- migrate:up
set local lock_timeout = '3s';

-- What a brand and one participant write to each other.
create table campaign_messages (
  id uuid constraint campaign_messages_pkey primary key default uuidv7(),
  participant_id uuid not null,
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid not null,
  sender_user_id uuid not null
  constraint campaign_messages_were_sent_by_a_user references auth.users (id) on delete restrict,
  from_creator boolean not null generated always as (sender_user_id = creator_user_id) stored,
  body text not null,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  constraint campaign_messages_belong_to_a_participant
  foreign key (participant_id, campaign_id, brand_id, creator_user_id)
  references campaign_participants (id, campaign_id, brand_id, creator_user_id) on delete restrict,
  constraint campaign_messages_body_is_given check (length(btrim(body)) between 1 and 10000)
);
alter table campaign_messages enable row level security;
alter table campaign_messages force row level security;
create index campaign_messages_of_a_participant
on campaign_messages (participant_id, campaign_id, brand_id, creator_user_id);
create index campaign_messages_in_order on campaign_messages (participant_id, id desc);
create index campaign_messages_of_a_brand on campaign_messages (brand_id, id desc);
create index campaign_messages_of_a_creator on campaign_messages (creator_user_id, id desc);
create index campaign_messages_unread on campaign_messages (participant_id, from_creator) where read_at is null;
create index campaign_messages_by_sender on campaign_messages (sender_user_id);
create policy campaign_messages_people on campaign_messages for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_messages_people_insert on campaign_messages for insert to authenticated
with check (
  sender_user_id = (select auth.uid())
  and (
    brand_id = any((select auth.campaign_brand_ids())::uuid[])
    or (
      creator_user_id = (select auth.uid())
      and campaign_id = any((select auth.creator_current_campaign_ids())::uuid[])
    )
  )
);
create policy campaign_messages_people_update on campaign_messages for update to authenticated
using (
  (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and from_creator)
  or (creator_user_id = (select auth.uid()) and not from_creator)
)
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy campaign_messages_admin on campaign_messages to admin
using (true) with check (sender_user_id = (select auth.uid()));
create policy campaign_messages_service on campaign_messages for select to service using (true);
create policy campaign_messages_erasure on campaign_messages to app_internal using (true);
grant select, insert (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body),
update (read_at) on campaign_messages to authenticated;
grant select, insert (participant_id, campaign_id, brand_id, creator_user_id, sender_user_id, body)
on campaign_messages to admin;
grant select on campaign_messages to service;
grant select (id, sender_user_id, body), update (body) on campaign_messages to app_internal;
-- NOTE: what was said stays said: no body is updated but by app.erase_user, no message deleted. Only the receiver marks
-- as read.
comment on table campaign_messages is 'Messages between the members of a brand and one participant.';

-- migrate:down
set local lock_timeout = '3s';
drop table campaign_messages;
