create or replace function app.close_filled_gig(gig_id uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  gig public.gigs;
begin
  select g.* into gig from public.gigs as g
  where g.id = close_filled_gig.gig_id and g.mode = 'application' and g.status in ('open', 'paused');
  if not found or gig.slots_total > (
    select count(*) from public.deals as d
    where d.gig_id = gig.id and d.status in ('active', 'completed') and exists (
      select from public.escrows as e where e.deal_id = d.id and e.locked_at is not null
    )
  ) then
    return;
  end if;
  perform app.close_gig(gig, 'filled', moment);
end
$$;

comment on function app.close_filled_gig(uuid, timestamptz) is
'A gig by application closes when the money for all its slots is held; the other applications are rejected as filled.';
