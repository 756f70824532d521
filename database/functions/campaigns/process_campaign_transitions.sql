-- migrate:up
set local lock_timeout = '3s';

-- What failed in this run is not selected again in this run: a batch full of failures must not hold back the others.
set local role app_internal;
drop function app.approve_late_reviews(timestamptz, integer);
drop function app.process_campaign_transitions(timestamptz, integer);
drop function app.move_campaigns(uuid[], text, text);

create function app.move_campaigns(ids uuid[], new_status text, reason text, out moved integer, out failed uuid[])
language plpgsql security definer set search_path = '' as $$
declare
  one uuid;
begin
  perform set_config('request.reason', reason, true);
  failed := '{}';
  update public.campaigns as c set status = new_status where c.id = any(ids);
  get diagnostics moved = row_count;
exception when others then
  -- One campaign that cannot be settled must not hold back the others. What was set above is undone.
  perform set_config('request.reason', reason, true);
  moved := 0;
  foreach one in array ids loop
    begin
      update public.campaigns as c set status = new_status where c.id = one;
      moved := moved + 1;
    exception when others then
      raise warning 'campaign % cannot become %: %', one, new_status, sqlerrm;
      failed := failed || one;
    end;
  end loop;
end
$$;
comment on function app.move_campaigns(uuid[], text, text) is
'All at once; if that fails, one by one. failed: the campaigns that stayed.';

create function app.process_campaign_transitions(
  as_of timestamptz, batch integer default 1000, skipped uuid[] default '{}',
  out activated integer, out completed integer, out paused integer, out expired_invitations integer,
  out errors integer, out more_due boolean, out failed uuid[]
)
language plpgsql security definer set search_path = '' as $$
declare
  today constant date := (as_of at time zone 'UTC')::date;
  due uuid[];
  stuck uuid[];
begin
  failed := '{}';
  -- A campaign that a person is changing at this moment is skipped; the next pass sees it again.
  due := array(
    select c.id from public.campaigns as c
    where c.status = 'draft' and c.timeline_start <= today and c.id <> all(skipped)
    order by c.timeline_start, c.id limit batch for no key update skip locked
  );
  select m.moved, m.failed into activated, stuck from app.move_campaigns(due, 'active', 'schedule') as m;
  failed := failed || stuck;
  more_due := cardinality(due) = batch;

  -- Ending wins over pausing: it comes first, and it takes paused campaigns too.
  due := array(
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and c.timeline_end <= today and c.id <> all(skipped)
    order by c.timeline_end, c.id limit batch for no key update skip locked
  );
  select m.moved, m.failed into completed, stuck from app.move_campaigns(due, 'completed', 'schedule') as m;
  failed := failed || stuck;
  more_due := more_due or cardinality(due) = batch;

  due := array(
    select c.id from public.campaigns as c
    where c.status = 'active' and c.budget_spent >= c.budget_total
      and (c.timeline_end is null or c.timeline_end > today) and c.id <> all(skipped)
    order by c.id limit batch for no key update skip locked
  );
  select m.moved, m.failed into paused, stuck from app.move_campaigns(due, 'paused', 'budget_exhausted') as m;
  failed := failed || stuck;
  more_due := more_due or cardinality(due) = batch;

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
  more_due := more_due or expired_invitations = batch;
  errors := cardinality(failed);
end
$$;
comment on function app.process_campaign_transitions(timestamptz, integer, uuid[]) is
'One bounded pass: drafts whose start is reached become active, running campaigns whose end is reached complete, '
'active ones with an exhausted budget pause, invitations expire. '
'skipped: campaigns that failed in an earlier pass. more_due: a batch was full, whatever became of it.';
revoke all on function app.process_campaign_transitions(timestamptz, integer, uuid[]) from public;
grant execute on function app.process_campaign_transitions(timestamptz, integer, uuid[]) to admin, service;

create function app.approve_late_reviews(
  as_of timestamptz, batch integer, skipped uuid[] default '{}',
  out approved integer, out errors integer, out failed uuid[]
)
language plpgsql security definer set search_path = '' as $$
declare
  late uuid;
begin
  approved := 0;
  failed := '{}';
  for late in
    select s.id from public.creator_submissions as s
    inner join public.campaigns as c on c.id = s.campaign_id
    where s.status = 'pending_review' and c.auto_approve_late_reviews and s.id <> all(skipped)
      and s.submitted_at <= as_of - app.setting_interval('review_auto_approve_hours', 'hours')
    order by s.submitted_at limit batch
  loop
    begin
      perform app.review_submission(late, 'approved', 'Approved because the time for a review was over.', null);
      approved := approved + 1;
    exception when others then
      -- Somebody decided meanwhile, or this one cannot be paid: it must not hold back the others.
      raise warning 'late review of %: %', late, sqlerrm;
      failed := failed || late;
    end;
  end loop;
  errors := cardinality(failed);
end
$$;
comment on function app.approve_late_reviews(timestamptz, integer, uuid[]) is
'Approves what its brand did not review in time, where the campaign says so; skipped: what failed in an earlier pass.';
grant execute on function app.approve_late_reviews(timestamptz, integer, uuid[]) to service;
reset role;

-- migrate:down
set local lock_timeout = '3s';
set local role app_internal;
drop function app.approve_late_reviews(timestamptz, integer, uuid[]);
drop function app.process_campaign_transitions(timestamptz, integer, uuid[]);
drop function app.move_campaigns(uuid[], text, text);

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

create function app.process_campaign_transitions(
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

create function app.approve_late_reviews(as_of timestamptz, batch integer, out approved integer, out errors integer)
language plpgsql security definer set search_path = '' as $$
declare
  late uuid;
begin
  approved := 0;
  errors := 0;
  for late in
    select s.id from public.creator_submissions as s
    inner join public.campaigns as c on c.id = s.campaign_id
    where s.status = 'pending_review' and c.auto_approve_late_reviews
      and s.submitted_at <= as_of - app.setting_interval('review_auto_approve_hours', 'hours')
    order by s.submitted_at limit batch
  loop
    begin
      perform app.review_submission(late, 'approved', 'Approved because the time for a review was over.', null);
      approved := approved + 1;
    exception when others then
      -- Somebody decided meanwhile, or this one cannot be paid: it must not hold back the others.
      raise warning 'late review of %: %', late, sqlerrm;
      errors := errors + 1;
    end;
  end loop;
end
$$;
comment on function app.approve_late_reviews(timestamptz, integer) is
'Approves what its brand did not review in time, where the campaign says so.';
grant execute on function app.approve_late_reviews(timestamptz, integer) to service;
reset role;
