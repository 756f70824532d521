-- Two at the same moment, one who opens a gig and one who bars the last of its brand, must not both miss the other: both
-- hold the brand's row, as app.open_gig and app.end_invitations_of_barred do. Who joins a team does not: they hold its invitation,
-- for which whoever bars waits with the brand in hand.
create or replace function app.place_gig() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  changed constant jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
  brands constant uuid[] := case tg_table_name
    when 'users' then array(
      select m.brand_id from public.brand_memberships as m
      where m.user_id = (changed ->> 'id')::uuid and m.status = 'active'
    )
    else array[(changed ->> 'brand_id')::uuid]
  end;
begin
  if tg_table_name = 'users' or (tg_table_name = 'gigs' and changed ->> 'status' = 'open') then
    perform from public.brand_profiles as b where b.id = any(brands) order by b.id for no key update;
  end if;
  perform app.place_gigs(case tg_table_name
    when 'gigs' then array[(changed ->> 'id')::uuid]
    else array(select g.id from public.gigs as g where g.brand_id = any(brands) and g.status = 'open')
  end);
  return null;
end
$$;

comment on function app.place_gig() is
'AFTER a gig opens, changes or ends, and AFTER somebody of its brand is barred, comes back, joins or leaves: its cells.';

grant execute on function app.place_gig() to app_owner;

create or replace trigger place_new_gig after insert on gigs
for each row when (new.status = 'open') execute function app.place_gig();

create or replace trigger place_gig after update of status, category, platforms, followers_min, followers_max, countries,
languages, mode, applications_close_at, ends_at on gigs
for each row when (old.status = 'open' or new.status = 'open') execute function app.place_gig();

create or replace trigger place_gigs_of_barred after update of status on auth.users
for each row when (old.status is distinct from new.status) execute function app.place_gig();

create or replace trigger place_gigs_of_team after insert or delete or update of status on brand_memberships
for each row execute function app.place_gig();
