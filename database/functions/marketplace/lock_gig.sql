-- It asks before it locks, as app.lock_managed_campaign.
create or replace function app.lock_gig(gig_id uuid) returns public.gigs
language plpgsql security definer set search_path = '' as $$
declare
  gig public.gigs;
begin
  select g.* into gig from public.gigs as g where g.id = lock_gig.gig_id;
  perform app.require_manager(gig.brand_id, case
    when gig.id = any(auth.creator_gig_ids()) or (gig.status = 'open' and 'creator' = any(auth.roles())) then auth.uid()
  end);
  select g.* into gig from public.gigs as g where g.id = lock_gig.gig_id for no key update;
  if not found then
    raise exception using errcode = 'IG003', message = 'no such gig', detail = '{}';
  end if;
  return gig;
end
$$;

comment on function app.lock_gig(uuid) is
'A gig, locked, for those who run it. Raises IG003, and IM005 for members and creators who do not.';
