-- One creator's claims and applications one after the other: they are counted. Closing waits for whoever is inside.
create or replace function app.lock_gig_as_creator(gig_id uuid, mode text) returns public.gigs
language plpgsql security definer set search_path = '' as $$
declare
  asker constant uuid := auth.uid();
  gig public.gigs;
  gaps text[];
begin
  if not 'creator' = any(auth.roles()) then
    raise exception using errcode = 'IM005', message = 'for creators', detail = '{}';
  end if;
  select g.* into gig from public.gigs as g where g.id = lock_gig_as_creator.gig_id and (
    g.status = 'open' or g.id = any(auth.creator_gig_ids()) or g.brand_id = any(auth.brand_ids())
  );
  if not found then
    raise exception using errcode = 'IG003', message = 'no such gig', detail = '{}';
  end if;
  perform pg_advisory_xact_lock(hashtextextended('deals of ' || asker, 0));
  select g.* into gig from public.gigs as g where g.id = gig.id for share;
  perform app.require_open_gig(gig, lock_gig_as_creator.mode);
  gaps := app.gig_gaps(gig, asker);
  if gaps is null then
    raise exception using errcode = 'IM005', message = 'for creators with a profile', detail = '{}';
  elsif gaps <> '{}' and mode = 'claim' then
    raise exception using
      errcode = 'IK005', message = 'the gig asks for more', detail = jsonb_build_object('missing', gaps)::text;
  end if;
  return gig;
end
$$;

comment on function app.lock_gig_as_creator(uuid, text) is
'An open gig for the creator who acts, who claims only what they are eligible for. Raises IG003, IM005, IK005, IK006.';
