-- Who has just come writes to few: a limit that is counted where it is known that the conversation is new.
create or replace function app.take_new_conversation() returns void
language plpgsql security definer set search_path = '' as $$
begin
  if exists (
    select from auth.users as u where u.id = auth.uid() and u.created_at > now() - interval '7 days'
  ) and not auth.is_privileged() then
    perform app.take(
      'conversation', jsonb_build_object('person', 'u:' || auth.uid()), 1, null, 0, clock_timestamp()
    );
  end if;
end
$$;

comment on function app.take_new_conversation() is
'Counts a new conversation of an account that is at most seven days old. Raises IL001.';
