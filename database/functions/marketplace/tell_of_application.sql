create or replace function app.tell_of_application(
  application public.gig_applications, gig_title text, currency text
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  facts constant jsonb := jsonb_strip_nulls(jsonb_build_object(
    'application_id', application.id, 'gig_id', application.gig_id, 'gig_title', gig_title, 'amount', application.price,
    'currency', currency, 'deadline_at', case application.status when 'submitted' then application.expires_at end,
    'reason', application.rejection_reason
  ));
begin
  if application.status = 'submitted' then
    perform app.notify_brand(
      application.brand_id, 'campaign', 'deals', 'application_received', 'Somebody applies to your gig',
      format('%s applies to "%s".', coalesce(app.creator_name(application.creator_user_id), 'A creator'), gig_title),
      facts || jsonb_strip_nulls(jsonb_build_object('from_name', app.creator_name(application.creator_user_id)))
    );
  elsif application.status <> 'withdrawn' then
    perform app.notify(
      application.creator_user_id, 'deals', 'application_' || application.status,
      'Your application was ' || case application.status when 'expired' then 'not answered' else application.status end,
      format('Your application to "%s" %s.', gig_title, case application.status
        when 'expired' then 'was not answered in time' else 'was ' || application.status end),
      facts || jsonb_build_object('from_name', (
        select b.name from public.brand_profiles as b where b.id = application.brand_id
      ))
    );
  end if;
end
$$;

comment on function app.tell_of_application(public.gig_applications, text, text) is
'Tells the brand of an application, and its author of the answer.';
