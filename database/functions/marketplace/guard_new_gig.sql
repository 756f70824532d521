-- Counted behind a lock of the brand, after the policies have spoken.
create or replace function app.guard_new_gig() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  maker uuid;
begin
  for maker in select distinct n.brand_id from new_rows as n order by 1 loop
    perform from public.brand_profiles as b where b.id = maker for no key update;
    perform app.refuse_above('gig_daily_limit', (
      select count(*) from public.gigs as g
      where g.brand_id = maker and g.created_at > now() - interval '1 day'
    ));
  end loop;
  return null;
end
$$;

comment on function app.guard_new_gig() is 'AFTER INSERT on gigs, statement level: so many a day of a brand. Raises IK009.';

grant execute on function app.guard_new_gig() to app_owner;

create or replace trigger guard_new after insert on gigs
referencing new table as new_rows
for each statement execute function app.guard_new_gig();
