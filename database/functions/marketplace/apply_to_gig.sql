create or replace function app.apply_to_gig(gig_id uuid, note text, price bigint, answers jsonb) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  applicant constant uuid := auth.uid();
  gig public.gigs;
  application public.gig_applications;
  wait timestamptz;
begin
  perform ledger.refuse_nulls(num_nulls(gig_id, note, price, answers));
  gig := app.lock_gig_as_creator(gig_id, 'application');
  perform app.refuse_above('gig_application_daily_limit', 1 + (
    select count(*) from public.gig_applications as a
    where a.creator_user_id = applicant and a.created_at > now() - interval '1 day'
  ));
  if price < gig.price_min or price > gig.price_max then
    raise exception using
      errcode = 'IK015', message = 'the gig pays less, or more',
      detail = jsonb_build_object('price', price, 'price_min', gig.price_min, 'price_max', gig.price_max)::text;
  elsif jsonb_array_length(answers) > jsonb_array_length(gig.questions) then
    raise exception using
      errcode = 'IK015', message = 'more answers than questions',
      detail = jsonb_build_object('questions', jsonb_array_length(gig.questions))::text;
  end if;
  select max(a.reapply_after) into wait from public.gig_applications as a
  where a.gig_id = gig.id and a.creator_user_id = applicant and a.status = 'rejected';
  if wait > now() then
    raise exception using
      errcode = 'IK014', message = 'not yet again', detail = jsonb_build_object('reapply_after', wait)::text;
  end if;
  insert into public.gig_applications (
    gig_id, brand_id, creator_user_id, note, price, answers, meets, expires_at
  ) values (
    gig.id, gig.brand_id, applicant, apply_to_gig.note, apply_to_gig.price, apply_to_gig.answers,
    jsonb_build_object('missing', app.gig_gaps(gig, applicant)),
    now() + app.setting_interval('gig_application_days', 'days')
  ) returning * into application;
  perform app.tell_of_application(application, gig.title, gig.currency);
  return application.id;
end
$$;

comment on function app.apply_to_gig(uuid, text, bigint, jsonb) is
'The actor asks for a gig, at a price in minor units within the gig''s. Raises IG003, IC020, IK006, IK009, IK014, IK015; one that '
'waits already violates application_is_live_once.';

grant execute on function app.apply_to_gig(uuid, text, bigint, jsonb) to authenticated;
