create or replace function app.end_by_time(kind text, id uuid, as_of timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  gig public.gigs;
  application public.gig_applications;
  deal public.deals;
begin
  if kind = 'gig' then
    select g.* into gig from public.gigs as g
    where g.id = end_by_time.id and g.status in ('open', 'paused') and g.ends_at <= as_of for no key update;
    if found then
      perform app.close_gig(gig, 'its time is over', as_of);
    end if;
  elsif kind = 'application' then
    update public.gig_applications as a set status = 'expired', answered_at = as_of
    where a.id = end_by_time.id and a.status in ('submitted', 'shortlisted') returning * into application;
    if found then
      select g.* into gig from public.gigs as g where g.id = application.gig_id;
      perform app.tell_of_application(application, gig.title, gig.currency);
    end if;
  else
    update public.deals as d set status = 'expired', closed_at = as_of
    where d.id = end_by_time.id and d.status = 'offered' returning * into deal;
    if found then
      perform app.tell_of_deal(deal, 'deal_offer_expired');
    end if;
  end if;
end
$$;

comment on function app.end_by_time(text, uuid, timestamptz) is
'Ends a gig, an application or an offer whose time is over; nothing where somebody was faster.';
