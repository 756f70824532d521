-- Under the lock no legal hold comes in between; who holds one already is passed over.
create or replace function app.lock_ended_conversations(as_of timestamptz, at_most integer) returns setof uuid
language plpgsql security definer set search_path = '' as $$
declare
  last_moment constant timestamptz := as_of - app.setting_interval('message_retention_days', 'days');
begin
  return query
  select c.id from public.conversations as c
  where (
    c.closed_at <= last_moment
    or (
      c.closed_at is null and c.kind in ('direct', 'support') and coalesce(c.last_message_at, c.created_at) <= last_moment
    )
  ) and not app.is_kept(c)
  order by c.id limit at_most
  for no key update skip locked;
end
$$;

comment on function app.lock_ended_conversations(timestamptz, integer) is
'Locks conversations whose time is over: so long closed (without a subject: so long quiet) as messages are kept, and '
'nothing keeps them.';

grant execute on function app.lock_ended_conversations(timestamptz, integer) to service;
