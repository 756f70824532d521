-- migrate:up
set local lock_timeout = '3s';

-- A search for creators that a brand makes again and again: the query of the directory, by name.
create table saved_searches (
  id uuid constraint saved_searches_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint saved_searches_belong_to_a_brand references brand_profiles (id) on delete cascade,
  name text not null,
  filters jsonb not null,
  created_by uuid default auth.uid()
  constraint saved_searches_are_made_by_a_user references auth.users (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint saved_searches_name_fits check (length(name) <= 200),
  constraint saved_searches_name_is_seen check (app.is_written(name)),
  constraint saved_searches_filters_are_an_object check (jsonb_typeof(filters) = 'object'),
  constraint saved_searches_filters_are_small check (octet_length(filters::text) <= 8000)
);
alter table saved_searches enable row level security;
alter table saved_searches force row level security;
create unique index saved_search_name_is_taken on saved_searches (brand_id, lower(name));
create index saved_searches_of_a_brand on saved_searches (brand_id, id desc);
create index saved_searches_by_maker on saved_searches (created_by);
create trigger touch_updated_at before update on saved_searches
for each row execute function app.touch_updated_at();
create policy saved_searches_members on saved_searches for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy saved_searches_managers_insert on saved_searches for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy saved_searches_managers_update on saved_searches for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy saved_searches_managers_delete on saved_searches for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy saved_searches_admin on saved_searches to admin using (true) with check (true);
create policy saved_searches_service on saved_searches for select to service using (true);
create policy saved_searches_internal on saved_searches for select to app_internal using (true);
grant select, insert (brand_id, name, filters, created_by), update (name, filters), delete on saved_searches
to authenticated, admin;
grant select on saved_searches to service, app_internal;
comment on table saved_searches is 'Searches of the directory that a brand keeps: the parameters, by name.';

-- migrate:down
set local lock_timeout = '3s';
drop table saved_searches;
