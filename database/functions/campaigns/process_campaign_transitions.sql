-- What the clock does to campaigns and invitations, set by set; all that follows hangs on triggers. What failed in
-- this run is not selected again in this run: a batch full of failures must not hold back the others.
create or replace function app.process_campaign_transitions(
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
      and exists (
        select from public.brand_memberships as m where m.brand_id = c.brand_id and m.status = 'active'
      )
    order by c.timeline_start, c.id limit batch + 1 for no key update skip locked
  );
  select m.moved, m.failed into activated, stuck from app.move_campaigns(due[:batch], 'active', 'schedule') as m;
  failed := failed || stuck;
  more_due := cardinality(due) > batch;

  -- Ending wins over pausing: it comes first, and it takes paused campaigns too.
  due := array(
    select c.id from public.campaigns as c
    where c.status in ('active', 'paused') and c.timeline_end <= today and c.id <> all(skipped)
    order by c.timeline_end, c.id limit batch + 1 for no key update skip locked
  );
  select m.moved, m.failed into completed, stuck from app.move_campaigns(due[:batch], 'completed', 'schedule') as m;
  failed := failed || stuck;
  more_due := more_due or cardinality(due) > batch;

  due := array(
    select c.id from public.campaigns as c
    where c.status = 'active' and c.budget_spent >= c.budget_total
      and (c.timeline_end is null or c.timeline_end > today) and c.id <> all(skipped)
    order by c.id limit batch + 1 for no key update skip locked
  );
  select m.moved, m.failed into paused, stuck from app.move_campaigns(due[:batch], 'paused', 'budget_exhausted') as m;
  failed := failed || stuck;
  more_due := more_due or cardinality(due) > batch;

  due := array(
    select i.id from public.campaign_invitations as i
    where i.status = 'pending' and i.expires_at <= as_of and i.id <> all(skipped)
    order by i.expires_at, i.id limit batch + 1 for no key update skip locked
  );
  select m.moved, m.failed into expired_invitations, stuck from app.expire_invitations(due[:batch]) as m;
  failed := failed || stuck;
  more_due := more_due or cardinality(due) > batch;

  perform set_config('request.reason', '', true);
  errors := cardinality(failed);
end
$$;

comment on function app.process_campaign_transitions(timestamptz, integer, uuid[]) is
'One bounded pass: drafts whose start is reached become active, running campaigns whose end is reached complete, '
'active ones with an exhausted budget pause, invitations expire. '
'skipped: campaigns and invitations that failed in an earlier pass. more_due: the batch left something that is due.';

grant execute on function app.process_campaign_transitions(timestamptz, integer, uuid[]) to admin, service;
