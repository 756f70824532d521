create or replace function app.pause_gig(gig_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  gig constant public.gigs := app.lock_gig(gig_id);
begin
  update public.gigs as g set status = 'paused', version = g.version + 1 where g.id = gig.id and g.status <> 'paused';
  if found then
    perform app.note_gig(gig, gig.version + 1, 'paused', gig.status, 'paused');
  end if;
end
$$;

comment on function app.pause_gig(uuid) is 'No new claims and applications; what runs goes on. Raises IG003, IM005, IK001, IK002.';

grant execute on function app.pause_gig(uuid) to authenticated, admin;
