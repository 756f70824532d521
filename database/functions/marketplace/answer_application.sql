create or replace function app.answer_application(
  application_id uuid, answer text, rejection_reason text default null, rejection_note text default '',
  reapply_after timestamptz default null
) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  application public.gig_applications;
  gig public.gigs;
  deal public.deals;
begin
  select a.* into application from public.gig_applications as a where a.id = answer_application.application_id;
  perform app.require_manager(application.brand_id, application.creator_user_id);
  gig := app.lock_gig(application.gig_id);
  select a.* into application from public.gig_applications as a
  where a.id = answer_application.application_id for no key update;
  if application.status not in ('submitted', 'shortlisted') then
    raise exception using
      errcode = 'IK001', message = format('gig_applications: %s cannot become %s', application.status, answer),
      detail = jsonb_build_object('table', 'gig_applications', 'from', application.status, 'to', answer)::text;
  elsif answer = 'approved' then
    perform app.require_active_creator(application.creator_user_id);
    perform app.require_room_for_deal(gig, application.price);
  end if;
  update public.gig_applications as a
  set status = answer, answered_at = now(),
    rejection_reason = case answer when 'rejected' then answer_application.rejection_reason end,
    rejection_note = case answer when 'rejected' then answer_application.rejection_note else '' end,
    reapply_after = case answer when 'rejected' then answer_application.reapply_after end
  where a.id = application.id and (a.status <> answer or answer <> 'shortlisted')
  returning * into application;
  if answer = 'approved' then
    deal.gig_id := gig.id;
    deal.application_id := application.id;
    deal.status := 'active';
    deal.brand_accepted_at := now();
    deal.creator_accepted_at := application.created_at;
    deal := app.make_deal(
      gig.brand_id, application.creator_user_id, gig.currency, gig.title, app.gig_terms(gig),
      jsonb_build_array(
        jsonb_build_object('title', gig.title, 'price', application.price, 'due_days', gig.due_days)
      ), deal
    );
    perform app.begin_deal(deal, now());
  end if;
  if application.id is not null then
    perform app.tell_of_application(application, gig.title, gig.currency);
  end if;
  return deal.id;
end
$$;

comment on function app.answer_application(uuid, text, text, text, timestamptz) is
'shortlisted, rejected (with its reason), or approved: a deal, returned, whose money is held at once if the wallet has it. '
'Raises IG003, IM005, IC020, IK001, IK006, IK011.';

grant execute on function app.answer_application(uuid, text, text, text, timestamptz) to authenticated, admin;
