-- migrate:up
set local lock_timeout = '3s';

-- What the clock does to campaigns and invitations, set by set; all that follows hangs on triggers.
set local role app_internal;

create function app.move_campaigns(ids uuid[], new_status text, reason text, out moved integer, out failed integer)
language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
begin
  perform set_config('request.reason', reason, true);
  failed := 0;
  update public.campaigns as c set status = new_status where c.id = any(ids);
  get diagnostics moved = row_count;
exception when others then
  -- One campaign that cannot be settled must not hold back the others.
  moved := 0;
  foreach one in array ids loop
    begin
      update public.campaigns as c set status = new_status where c.id = one;
      moved := moved + 1;
    exception when others then
      raise warning 'campaign % cannot become %: %', one, new_status, sqlerrm;
      failed := failed + 1;
    end;
  end loop;
end
$$;
comment on function app.move_campaigns(uuid[], text, text) is 'All at once; if that fails, one by one.';

create or replace function app.process_campaign_transitions(
  as_of timestamptz, batch integer default 1000,
  out activated integer, out completed integer, out paused integer, out expired_invitations integer,
  out errors integer, out more_due boolean
)
language plpgsql security definer set search_path = '' as $$
declare
  today constant date := (as_of at time zone 'UTC')::date;
  due uuid[];
  failed integer;
begin
  errors := 0;
  -- A campaign that a person is changing at this moment is skipped; the next pass sees it again.
  due := array(
    select c.id from public.campaigns as c
    where c.status = 'draft' and c.timeline_start <= today
    order by c.timeline_start, c.id limit batch for no key update skip locked
  );
  select m.moved, m.failed into activated, failed from app.move_campaigns(due, 'active', 'schedule') as m;
  errors := errors + failed;

  -- Ending wins over pausing: it comes first, and it takes paused campaigns too.
  due := array(
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and c.timeline_end <= today
    order by c.timeline_end, c.id limit batch for no key update skip locked
  );
  select m.moved, m.failed into completed, failed from app.move_campaigns(due, 'completed', 'schedule') as m;
  errors := errors + failed;

  due := array(
    select c.id from public.campaigns as c
    where c.status = 'active' and c.budget_spent >= c.budget_total
      and (c.timeline_end is null or c.timeline_end > today)
    order by c.id limit batch for no key update skip locked
  );
  select m.moved, m.failed into paused, failed from app.move_campaigns(due, 'paused', 'budget_exhausted') as m;
  errors := errors + failed;

  perform set_config('request.reason', 'schedule', true);
  with due_invitations as (
    select i.id from public.campaign_invitations as i
    where i.status = 'pending' and i.expires_at <= as_of
    order by i.expires_at, i.id limit batch for no key update skip locked
  )
  update public.campaign_invitations as i set status = 'expired'
  from due_invitations where i.id = due_invitations.id;
  get diagnostics expired_invitations = row_count;

  perform set_config('request.reason', '', true);
  more_due := greatest(activated, completed, paused, expired_invitations) = batch;
end
$$;
comment on function app.process_campaign_transitions(timestamptz, integer) is
'One bounded pass: drafts whose start is reached become active, running campaigns whose end is reached complete, '
'active ones with an exhausted budget pause, invitations expire. more_due: a full batch was moved.';
revoke all on function app.process_campaign_transitions(timestamptz, integer) from public;
grant execute on function app.process_campaign_transitions(timestamptz, integer) to admin, service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.process_campaign_transitions(timestamptz, integer);
drop function app.move_campaigns(uuid[], text, text);
reset role;
