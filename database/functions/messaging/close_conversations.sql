-- In lots by id, so that no pass holds more than its own rows. In whichever somebody writes at this moment is closed tomorrow.
create or replace function app.close_conversations(
  as_of timestamptz, after_id uuid, most integer, out looked_at integer, out closed integer, out last_id uuid
)
language plpgsql security definer set search_path = '' as $$
declare
  final_before constant timestamptz := as_of - app.setting_interval('conversation_closing_days', 'days');
  due uuid[];
begin
  select
    count(*), max(lot.id::text)::uuid,
    array_agg(lot.id order by lot.id) filter (where app.subject_over_since(lot.kind, lot.subject_id) <= final_before)
  into looked_at, close_conversations.last_id, due
  from (
    select c.id, c.kind, c.subject_id from public.conversations as c
    where c.id > after_id and c.closed_at is null and c.subject_id is not null order by c.id limit most
  ) as lot;
  update public.conversations as c set closed_at = as_of
  from (
    select o.id from public.conversations as o
    where o.id = any(due) and o.closed_at is null order by o.id for no key update skip locked
  ) as free
  where c.id = free.id;
  get diagnostics closed = row_count;
end
$$;

comment on function app.close_conversations(timestamptz, uuid, integer) is
'Closes, of the next open conversations about something after an id, at most so many, those whose subject is over for the '
'days of conversation_closing_days: how many it looked at, how many it closed, the last id (NULL: there were none).';

grant execute on function app.close_conversations(timestamptz, uuid, integer) to service;
