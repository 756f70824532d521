-- Definer: whose fan a row is stands in a column that no person reads, as brands read the row.
create or replace function app.list_fan_links() returns table (id uuid, brand_id uuid, brand_name text, devices bigint, created_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select
    f.id, f.brand_id, b.name as brand_name,
    (
      select count(*) from public.devices as d
      where d.fan_id = f.id
    ) as devices,
    f.created_at
  from public.fans as f inner join public.brand_profiles as b on f.brand_id = b.id
  where f.user_id = auth.uid();
$$;

comment on function app.list_fan_links() is 'Brands that the actor has joined as a fan: the fan''s id, the brand, from how many browsers.';

grant execute on function app.list_fan_links() to authenticated, admin;
