create or replace function app.withdraw_application(application_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  application public.gig_applications;
begin
  select a.* into application from public.gig_applications as a where a.id = withdraw_application.application_id;
  perform app.require_creator(application.creator_user_id, application.brand_id);
  perform from public.gigs as g where g.id = application.gig_id for share;
  update public.gig_applications as a set status = 'withdrawn', answered_at = now()
  where a.id = application.id and a.status <> 'withdrawn'; -- twice is once
end
$$;

comment on function app.withdraw_application(uuid) is 'Its author takes an application back. Raises IG003, IM005, IK001.';

grant execute on function app.withdraw_application(uuid) to authenticated;
