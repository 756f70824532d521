-- Before the account is locked: who sends holds a conversation, and then refers to the account.
create or replace function app.lock_conversations_of(person uuid) returns void
language plpgsql security definer set search_path = '' as $$
begin
  perform from public.conversations as c where c.id = any(app.conversations_of(person)) order by c.id for no key update;
end
$$;

comment on function app.lock_conversations_of(uuid) is 'Locks what app.conversations_of says, so that no legal hold is set meanwhile.';
