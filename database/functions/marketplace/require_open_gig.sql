create or replace function app.require_open_gig(gig public.gigs, mode text) returns void
language plpgsql stable set search_path = '' as $$
begin
  if gig.status <> 'open' or gig.mode <> require_open_gig.mode or gig.ends_at <= now() or (
    gig.mode = 'application' and gig.applications_close_at <= now()
  ) then
    raise exception using
      errcode = 'IK006', message = 'the gig takes nobody in this way',
      detail = jsonb_build_object('status', gig.status, 'mode', gig.mode)::text;
  end if;
end
$$;

comment on function app.require_open_gig(public.gigs, text) is
'Raises IK006 where the gig is not open, its time is over, or it is asked for in another way (application, claim).';
