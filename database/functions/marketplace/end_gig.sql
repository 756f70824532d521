create or replace function app.end_gig(gig_id uuid, reason text default 'closed') returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  gig constant public.gigs := app.lock_gig(gig_id);
begin
  if gig.status not in ('open', 'paused') then
    raise exception using
      errcode = 'IK001', message = 'gigs: ' || gig.status || ' cannot become closed',
      detail = jsonb_build_object('table', 'gigs', 'from', gig.status, 'to', 'closed')::text;
  end if;
  return app.close_gig(gig, coalesce(nullif(left(reason, 500), ''), 'closed'), now());
end
$$;

comment on function app.end_gig(uuid, text) is
'Closes a gig for those who run it; what came back to the wallet, in minor units. Raises IG003, IM005, IK001.';

grant execute on function app.end_gig(uuid, text) to authenticated, admin;
