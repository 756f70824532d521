create or replace function app.reject_applications(gig public.gigs, reason text, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  application public.gig_applications;
begin
  for application in
    update public.gig_applications as a
    set status = 'rejected', rejection_reason = reason, answered_at = moment
    where a.gig_id = gig.id and a.status in ('submitted', 'shortlisted')
    returning *
  loop
    perform app.tell_of_application(application, gig.title, gig.currency);
  end loop;
end
$$;

comment on function app.reject_applications(public.gigs, text, timestamptz) is
'Whoever still waits for an answer of a gig that is over is told so.';
