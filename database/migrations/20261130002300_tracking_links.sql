-- migrate:up
set local lock_timeout = '3s';

-- A link that counts who follows it. It is disabled, never deleted: what it counted stays.
create table tracking_links (
  id uuid constraint tracking_links_pkey primary key default uuidv7(),
  campaign_id uuid not null,
  brand_id uuid not null,
  creator_user_id uuid
  constraint tracking_links_belong_to_a_creator references auth.users (id) on delete restrict,
  created_by uuid
  constraint tracking_links_were_created_by_a_user references auth.users (id) on delete restrict,
  short_code text not null,
  destination_url text not null,
  disabled_at timestamptz,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint tracking_links_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint tracking_links_short_code_is_taken unique (short_code),
  constraint tracking_links_short_code_is_url_safe check (short_code ~ '^[0-9A-Za-z][0-9A-Za-z_-]{3,63}$'),
  constraint tracking_links_destination_is_https
  check (destination_url like 'https://%' and length(destination_url) <= 2048)
);
alter table tracking_links enable row level security;
alter table tracking_links force row level security;
create index tracking_links_of_a_campaign on tracking_links (campaign_id, brand_id, id);
create index tracking_links_of_a_brand on tracking_links (brand_id, id desc);
create index tracking_links_of_a_creator on tracking_links (creator_user_id);
create index tracking_links_by_author on tracking_links (created_by);
create trigger touch_updated_at before update on tracking_links
for each row execute function app.touch_updated_at();
select app.audit_table('tracking_links', 'id');
create policy tracking_links_people on tracking_links for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]) or creator_user_id = (select auth.uid()));
create policy tracking_links_managers_insert on tracking_links for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy tracking_links_managers_update on tracking_links for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy tracking_links_admin on tracking_links to admin using (true) with check (true);
create policy tracking_links_service on tracking_links to service using (true) with check (true);
create policy tracking_links_internal on tracking_links to app_internal using (true) with check (true);
grant select, insert (campaign_id, brand_id, creator_user_id, created_by, short_code, destination_url, expires_at),
update (destination_url, disabled_at, expires_at) on tracking_links to authenticated, admin, service;
grant select, insert on tracking_links to app_internal;
-- NOTE: nobody deletes a link, and nobody changes a code or whose link it is.
comment on table tracking_links is 'Links of campaigns and their creators; visitors follow /t/{short_code}.';

-- A link of the campaign itself, for a button in a profile or an advertisement. Codes are unique over both kinds.
create table campaign_cta_links (
  id uuid constraint campaign_cta_links_pkey primary key
  constraint campaign_cta_links_are_links references tracking_links (id) on delete cascade,
  campaign_id uuid not null,
  brand_id uuid not null,
  label text not null,
  short_code text not null
  constraint campaign_cta_links_share_their_code references tracking_links (short_code) on delete cascade,
  destination_url text not null,
  created_at timestamptz not null default now(),
  constraint campaign_cta_links_belong_to_a_campaign foreign key (campaign_id, brand_id)
  references campaigns (id, brand_id) on delete cascade,
  constraint campaign_cta_links_code_is_one_links unique (short_code),
  constraint campaign_cta_links_label_is_given check (length(btrim(label)) between 1 and 200),
  constraint campaign_cta_links_destination_is_https check (destination_url like 'https://%')
);
alter table campaign_cta_links enable row level security;
alter table campaign_cta_links force row level security;
create index campaign_cta_links_of_a_campaign on campaign_cta_links (campaign_id, brand_id, id);
create index campaign_cta_links_of_a_brand on campaign_cta_links (brand_id);
create policy campaign_cta_links_members on campaign_cta_links for select to authenticated
using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy campaign_cta_links_managers_insert on campaign_cta_links for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_cta_links_managers_update on campaign_cta_links for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]))
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy campaign_cta_links_admin on campaign_cta_links to admin using (true) with check (true);
create policy campaign_cta_links_service on campaign_cta_links for select to service using (true);
grant select, insert (id, campaign_id, brand_id, label, short_code, destination_url), update (label)
on campaign_cta_links to authenticated, admin;
grant select on campaign_cta_links to service;
comment on table campaign_cta_links is
'Labelled links of a campaign itself; each is a tracking link without a creator.';

-- What a shop signs its reports with, where it has no account with us: one random key a link.
create table tracking_link_keys (
  tracking_link_id uuid constraint tracking_link_keys_pkey primary key
  constraint tracking_link_keys_belong_to_a_link references tracking_links (id) on delete cascade,
  brand_id uuid not null,
  key text not null,
  created_at timestamptz not null default now(),
  constraint tracking_link_keys_are_long_enough check (length(key) >= 32)
);
alter table tracking_link_keys enable row level security;
alter table tracking_link_keys force row level security;
create index tracking_link_keys_of_a_brand on tracking_link_keys (brand_id);
create policy tracking_link_keys_managers on tracking_link_keys for select to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy tracking_link_keys_managers_insert on tracking_link_keys for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy tracking_link_keys_admin on tracking_link_keys to admin using (true) with check (true);
create policy tracking_link_keys_service on tracking_link_keys for select to service using (true);
grant select, insert (tracking_link_id, brand_id, key) on tracking_link_keys to authenticated, admin;
grant select on tracking_link_keys to service;
comment on table tracking_link_keys is 'Keys with which shops sign conversions (HMAC-SHA-256 of the body).';

-- migrate:down
set local lock_timeout = '3s';
drop table tracking_link_keys;
drop table campaign_cta_links;
drop table tracking_links;
