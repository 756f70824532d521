-- Late is late, and too late is refused: who hands in at the last moment would leave the brand no time to look.
create or replace function app.require_time_for_work(escrow public.escrows, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  context record;
  last_moment timestamptz;
  clocked constant public.escrows := app.on_its_clock(escrow);
  hold_end constant timestamptz := clocked.locked_at + app.setting_interval('deal_hold_days', 'days');
begin
  select d.terms, m.due_at into context
  from public.deal_milestones as m inner join public.deals as d on d.id = m.deal_id where m.id = escrow.milestone_id;
  last_moment := least(
    greatest(
      context.due_at + app.setting_interval('deal_late_days', 'days'),
      clocked.restarted_at + app.setting_interval('deal_restart_days', 'days')
    ),
    hold_end - make_interval(hours => coalesce(
      (context.terms ->> 'review_hours')::integer, (app.setting('deal_review_hours') #>> '{}')::integer
    ))
  );
  if moment > last_moment then
    raise exception using
      errcode = 'IK008', message = 'the time is over', detail = jsonb_build_object('deadline_at', last_moment)::text;
  elsif moment > context.due_at and escrow.restarted_at is null then
    insert into public.creator_logs (creator_user_id, deal_id, kind, data)
    values (escrow.creator_user_id, escrow.deal_id, 'late', jsonb_build_object(
      'escrow_id', escrow.id, 'due_at', context.due_at, 'submitted_at', moment
    ));
  end if;
end
$$;

comment on function app.require_time_for_work(public.escrows, timestamptz) is
'Raises IK008 after the last moment, or where less time than a review needs is left before the hold ends; writes late work down.';
