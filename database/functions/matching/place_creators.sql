-- migrate:up
set local lock_timeout = '3s';

-- What matching reads: creators who may be matched (active, with the role), one narrow row for each of their
-- categories and one with the category '' for all of them, sorted by what bounds a score.
create table creator_cells (
  user_id uuid not null
  constraint creator_cells_follow_a_profile references creator_profiles (user_id) on delete cascade,
  category text not null,
  country_code text,
  region text,
  city_key text,
  band smallint not null,
  engagement_points smallint not null,
  followers bigint not null,
  platform_bits smallint not null,
  category_keys text[] not null,
  created_at timestamptz not null default now(),
  constraint creator_cells_pkey primary key (user_id, category)
);
alter table creator_cells enable row level security;
alter table creator_cells force row level security;
create index creator_cells_by_country on creator_cells (
  category, country_code, band, engagement_points desc, user_id
) include (followers, platform_bits, city_key);
create index creator_cells_by_region on creator_cells (category, region, band, engagement_points desc, user_id)
include (followers, platform_bits);
create index creator_cells_anywhere on creator_cells (category, band, engagement_points desc, user_id)
include (followers, platform_bits);
create policy creator_cells_internal on creator_cells to app_internal using (true) with check (true);
grant select, insert, update, delete on creator_cells to app_internal;
-- NOTE: derived from profiles and accounts by triggers; nobody else reads or writes it.
comment on table creator_cells is
'Index of matchable creators by category, place, band of followers and engagement. Derived; points are hundredths.';

create index campaign_invitations_to_a_creator on campaign_invitations (campaign_id, creator_user_id);

set local role app_internal;

create function app.place_creators(user_ids uuid[]) returns void
language plpgsql security definer set search_path = '' as $$
begin
  -- Whoever changes a creator waits here for whoever else does, and then sees what they have committed.
  perform from public.creator_profiles as p where p.user_id = any(user_ids) order by p.user_id for no key update;
  with facts as materialized (
    select
      p.user_id, p.country_code, app.region_of(p.country_code) as region, lower(btrim(p.city)) as city_key,
      width_bucket(p.total_followers, app.follower_band_edges())::smallint as band,
      coalesce(e.points, 0) as engagement_points, p.total_followers as followers,
      app.platform_bits(p.platforms) as platform_bits, app.category_keys(p.categories) as category_keys
    from public.creator_profiles as p
    inner join auth.users as u on u.id = p.user_id and u.status = 'active'
    inner join public.user_roles as r on r.user_id = p.user_id and r.role = 'creator'
    left join lateral (
      select max(app.engagement_points(a.platform, a.follower_count, a.engagement_rate)) as points
      from public.social_accounts as a where a.user_id = p.user_id and a.status <> 'revoked'
    ) as e on true
    where p.user_id = any(user_ids)
  ), gone as (
    delete from public.creator_cells as c
    where c.user_id = any(user_ids) and not exists (
      select from facts as f where f.user_id = c.user_id and (c.category = '' or c.category = any(f.category_keys))
    )
  )
  insert into public.creator_cells as c (
    user_id, category, country_code, region, city_key, band, engagement_points, followers, platform_bits,
    category_keys
  )
  select
    f.user_id, k.category, f.country_code, f.region, f.city_key, f.band, f.engagement_points, f.followers,
    f.platform_bits, f.category_keys
  from facts as f cross join unnest(array_prepend(''::text, f.category_keys)) as k (category)
  on conflict on constraint creator_cells_pkey do update set
    country_code = excluded.country_code, region = excluded.region, city_key = excluded.city_key,
    band = excluded.band, engagement_points = excluded.engagement_points, followers = excluded.followers,
    platform_bits = excluded.platform_bits, category_keys = excluded.category_keys
  where (c.country_code, c.region, c.city_key, c.engagement_points, c.followers, c.platform_bits, c.category_keys)
    is distinct from (
      excluded.country_code, excluded.region, excluded.city_key, excluded.engagement_points, excluded.followers,
      excluded.platform_bits, excluded.category_keys
    );
end
$$;
comment on function app.place_creators(uuid[]) is 'Brings the cells of these creators up to date; none for who may not be matched.';

create function app.place_creator() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed constant jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  perform app.place_creators(array[(changed ->> tg_argv[0])::uuid]);
  return null;
end
$$;
comment on function app.place_creator() is 'AFTER a change of a creator: their cells. The argument names the column with their id.';
grant execute on function app.place_creators(uuid[]), app.place_creator() to app_owner;
reset role;

create trigger place_creator after insert
or update of categories, country_code, city, total_followers, platforms on creator_profiles
for each row execute function app.place_creator('user_id');
create trigger update_creator_cells after insert or delete or update of follower_count, engagement_rate, status
on social_accounts for each row execute function app.place_creator('user_id');
create trigger place_creator after update of status on auth.users
for each row when (old.status is distinct from new.status) execute function app.place_creator('id');
create trigger take_in_creator after insert on user_roles
for each row when (new.role = 'creator') execute function app.place_creator('user_id');
create trigger take_out_creator after delete on user_roles
for each row when (old.role = 'creator') execute function app.place_creator('user_id');

set local role app_internal;
select app.place_creators(array(select p.user_id from public.creator_profiles as p));
reset role;

-- migrate:down
set local lock_timeout = '3s';
drop trigger take_out_creator on user_roles;
drop trigger take_in_creator on user_roles;
drop trigger place_creator on auth.users;
drop trigger update_creator_cells on social_accounts;
drop trigger place_creator on creator_profiles;
drop index campaign_invitations_to_a_creator;
drop table creator_cells;
set local role app_internal;
drop function app.place_creator();
drop function app.place_creators(uuid[]);
reset role;
