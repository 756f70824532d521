-- migrate:up
set local lock_timeout = '3s';

-- Where an activation is: a circle, or a ring in metres around its own origin. (docs/decisions/0136.)
create table geofences (
  id uuid constraint geofences_pkey primary key default uuidv7(),
  brand_id uuid not null
  constraint geofences_belong_to_a_brand references brand_profiles (id) on delete restrict,
  created_by uuid not null
  constraint geofences_are_made_by_a_user references auth.users (id) on delete restrict,
  name text not null,
  shape text not null,
  origin_lat double precision not null,
  origin_lng double precision not null,
  radius_m integer,
  ring jsonb,
  polygon polygon,
  bbox box,
  country text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint geofences_go_with_their_brand unique (id, brand_id),
  constraint geofences_name_is_seen check (app.is_written(name) and length(name) <= 200),
  constraint geofences_shape_is_known check (shape in ('circle', 'polygon')),
  constraint geofences_origin_is_on_earth check (origin_lat between -85 and 85 and origin_lng between -180 and 180),
  constraint geofences_radius_is_metres check (radius_m between 20 and 50000),
  constraint geofences_ring_is_a_list check (jsonb_typeof(ring) = 'array' and jsonb_array_length(ring) between 3 and 200),
  constraint geofences_have_the_form_of_their_shape check (
    case shape when 'circle' then num_nonnulls(radius_m) = 1 and num_nonnulls(ring, polygon, bbox) = 0
      else num_nonnulls(ring, polygon, bbox) = 3 and radius_m is null end
  ),
  constraint geofences_country_is_one check (country ~ '^[A-Z]{2}$')
);
alter table geofences enable row level security;
alter table geofences force row level security;
create index geofences_of_a_brand on geofences (brand_id, id desc);
create index geofences_by_author on geofences (created_by);
create trigger touch_updated_at before update on geofences
for each row execute function app.touch_updated_at();
select app.audit_table('geofences', 'id');
create policy geofences_brand on geofences for select to authenticated using (brand_id = any((select auth.brand_ids())::uuid[]));
create policy geofences_managers_insert on geofences for insert to authenticated
with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]) and created_by = (select auth.uid()));
create policy geofences_managers_update on geofences for update to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[])) with check (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy geofences_managers_delete on geofences for delete to authenticated
using (brand_id = any((select auth.campaign_brand_ids())::uuid[]));
create policy geofences_admin on geofences to admin using (true) with check (true);
create policy geofences_service on geofences for select to service using (true);
create policy geofences_internal on geofences to app_internal using (true) with check (true);
grant select, delete on geofences to authenticated, admin;
grant insert (brand_id, created_by, name, shape, origin_lat, origin_lng, radius_m, ring, country) on geofences to authenticated, admin;
grant update (name, shape, origin_lat, origin_lng, radius_m, ring, country) on geofences to authenticated, admin;
grant select on geofences to service;
grant select, update on geofences to app_internal;
-- NOTE: polygon and bbox are made of the ring (app.shape_geofence); what an activation uses does not change.
comment on table geofences is 'Circles and polygons on the map: a circle is metres around its origin; ring is as it was given ([[lat, lng], …], degrees).';
comment on column geofences.polygon is 'The ring in metres east and north of the origin (equirectangular), so that inside and outside are exact.';
comment on column geofences.country is 'ISO 3166 alpha-2, if the brand names one: a scan from elsewhere is weighed.';

-- migrate:down
set local lock_timeout = '3s';
drop table geofences;
