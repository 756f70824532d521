-- migrate:up
set local lock_timeout = '3s';

set local role app_internal;

create function app.process_campaign_transitions(
  as_of timestamptz, batch integer default 1000,
  out activated integer, out completed integer, out paused integer, out expired_invitations integer,
  out errors integer, out more_due boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  today constant date := (as_of at time zone 'UTC')::date;
begin
  perform set_config('request.reason', 'schedule', true);

  -- A campaign that a person is changing at this moment is skipped; the next pass sees it again.
  with due as (
    select c.id from public.campaigns as c
    where c.status = 'draft' and c.timeline_start <= today
    order by c.timeline_start, c.id limit batch for no key update skip locked
  )
  update public.campaigns as c set status = 'active' from due where c.id = due.id;
  get diagnostics activated = row_count;

  -- Ending wins over pausing: it comes first, and it takes paused campaigns too.
  with due as (
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and c.timeline_end <= today
    order by c.timeline_end, c.id limit batch for no key update skip locked
  )
  update public.campaigns as c set status = 'completed' from due where c.id = due.id;
  get diagnostics completed = row_count;

  perform set_config('request.reason', 'budget_exhausted', true);
  with due as (
    select c.id from public.campaigns as c
    where c.status = 'active' and c.budget_spent >= c.budget_total
    order by c.id limit batch for no key update skip locked
  )
  update public.campaigns as c set status = 'paused' from due where c.id = due.id;
  get diagnostics paused = row_count;

  perform set_config('request.reason', '', true);
  expired_invitations := 0;
  errors := 0;
  more_due := greatest(activated, completed, paused) = batch;
end
$$;
comment on function app.process_campaign_transitions(timestamptz, integer) is
'One bounded pass: drafts whose start is reached become active, running campaigns whose end is reached complete, '
'active ones with an exhausted budget pause. more_due: a full batch was moved, so there may be more.';
revoke all on function app.process_campaign_transitions(timestamptz, integer) from public;
grant execute on function app.process_campaign_transitions(timestamptz, integer) to admin, service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.process_campaign_transitions(timestamptz, integer);
reset role;
