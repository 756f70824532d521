-- The day is the reader's, and so is the night.
-- Neither a definer nor with settings of its own: so it becomes a part of the statement that asks, whose function is both.
create or replace function app.messages_held_until(user_id uuid, as_of timestamptz) returns table (held_until timestamptz)
language sql stable as $$
  select app.next_morning(as_of, z.name)
  from app.time_zone_of(messages_held_until.user_id) as z (name)
  where app.is_quiet(as_of, z.name) or 4 <= (
    select count(*)
    from app.mails_about_messages(
      messages_held_until.user_id, date_trunc('day', as_of at time zone z.name) at time zone z.name
    )
  )
$$;

comment on function app.messages_held_until(uuid, timestamptz) is
'Until when mail of the category messages waits for somebody: the next morning there, at night, and behind the fourth of '
'the day; no row: it may go at once.';
