-- migrate:up
set local lock_timeout = '3s';

-- Whom a brand has an eye on, shared by its people.
create table creator_lists (
  id uuid constraint creator_lists_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint creator_lists_belong_to_a_brand references brand_profiles (id) on delete cascade,
  name text not null,
  created_by uuid default auth.uid()
  constraint creator_lists_are_made_by_a_user references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creator_lists_keep_their_brand unique (id, brand_id),
  constraint creator_lists_name_fits check (length(name) <= 200),
  constraint creator_lists_name_is_seen check (app.is_written(name))
);
alter table creator_lists enable row level security;
alter table creator_lists force row level security;
create unique index creator_list_name_is_taken on creator_lists (brand_id, lower(name));
create index creator_lists_of_a_brand on creator_lists (brand_id, id desc);
create index creator_lists_by_maker on creator_lists (created_by);
create trigger touch_updated_at before update on creator_lists
for each row execute function app.touch_updated_at();
select app.audit_table('creator_lists', 'id');
create policy creator_lists_members on creator_lists for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy creator_lists_managers_insert on creator_lists for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy creator_lists_managers_update on creator_lists for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy creator_lists_managers_delete on creator_lists for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy creator_lists_admin on creator_lists to admin using (true) with check (true);
create policy creator_lists_service on creator_lists for select to service using (true);
create policy creator_lists_internal on creator_lists to app_internal using (true) with check (true);
grant select, insert (brand_id, name, created_by), update (name), delete on creator_lists to authenticated, admin;
grant select on creator_lists to service;
grant select, update on creator_lists to app_internal;
comment on table creator_lists is 'Lists of creators, shared in a brand; no creator learns of them.';

-- Either somebody who is here, or an account on a platform of which a brand's file told: "not here yet", until the
-- account's owner connects it. What a file claims stays what it claimed.
create table creator_list_members (
  id uuid constraint creator_list_members_pkey primary key default uuidv7(),
  list_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid
  constraint creator_list_members_are_creators references creator_profiles (user_id) on delete cascade,
  platform text,
  handle text,
  claimed_name text not null default '',
  claimed_followers bigint,
  note text not null default '',
  tags text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint creator_list_members_belong_to_a_list foreign key (list_id, brand_id)
  references creator_lists (id, brand_id) on delete cascade,
  constraint creator_list_members_are_somebody check (num_nonnulls(creator_user_id, handle) >= 1),
  constraint creator_list_members_handle_is_of_a_platform check ((platform is null) = (handle is null)),
  constraint creator_list_members_platform_is_known
  check (platform in ('instagram', 'tiktok', 'twitter', 'linkedin', 'youtube')),
  constraint creator_list_members_handle_fits check (length(handle) between 1 and 200),
  constraint creator_list_members_name_fits check (length(claimed_name) <= 200),
  constraint creator_list_members_followers_are_not_negative check (claimed_followers >= 0),
  constraint creator_list_members_note_fits check (length(note) <= 2000),
  constraint creator_list_members_tags_are_few check (cardinality(tags) <= 20),
  constraint creator_list_members_tags_are_short check (length(array_to_string(tags, '')) <= 1000)
);
alter table creator_list_members enable row level security;
alter table creator_list_members force row level security;
create unique index creator_is_listed_once on creator_list_members (list_id, creator_user_id)
where creator_user_id is not null;
create unique index account_is_listed_once on creator_list_members (list_id, platform, lower(handle))
where handle is not null;
create index creator_list_members_of_a_list on creator_list_members (list_id, brand_id, id desc);
create index creator_list_members_of_a_brand on creator_list_members (brand_id);
create index creator_list_members_of_a_creator on creator_list_members (creator_user_id)
where creator_user_id is not null;
-- Who connects an account looks here.
create index creator_list_members_not_here_yet on creator_list_members (platform, lower(handle))
where creator_user_id is null;
create trigger touch_updated_at before update on creator_list_members
for each row execute function app.touch_updated_at();
create policy creator_list_members_members on creator_list_members for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy creator_list_members_managers_update on creator_list_members for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy creator_list_members_managers_delete on creator_list_members for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy creator_list_members_admin on creator_list_members to admin using (true) with check (true);
create policy creator_list_members_service on creator_list_members for select to service using (true);
create policy creator_list_members_internal on creator_list_members to app_internal
using (true) with check (true);
grant select, update (note, tags), delete on creator_list_members to authenticated, admin;
grant select on creator_list_members to service;
grant select, insert, update, delete on creator_list_members to app_internal;
-- NOTE: nobody inserts, and nobody says who a member is: app.add_to_creator_list and app.import_creator_list look.
-- NOTE: no audit log, which is kept for ever: notes about people go with the person, the member or the list.
comment on table creator_list_members is
'Members of lists: creators, or accounts that a file named and nobody has connected yet.';
comment on column creator_list_members.claimed_followers is 'As a file said, not as a platform does.';

-- migrate:down
set local lock_timeout = '3s';
drop table creator_list_members;
drop table creator_lists;
