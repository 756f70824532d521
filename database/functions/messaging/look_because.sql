-- What people write to each other is theirs. Who looks all the same says why, and it is written down before anything is seen.
create or replace function app.look_because(reason text, conversation_id uuid default null) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if not auth.is_privileged() or auth.uid() is null then
    raise exception using errcode = 'IM005', message = 'for administrators', detail = '{}';
  elsif app.is_written(reason) is not true or length(reason) > 500 then
    raise exception using errcode = 'IZ008', message = 'a reason is missing', detail = '{}';
  end if;
  perform
    set_config('request.looks_because', look_because.reason, true), set_config('request.reason', look_because.reason, true);
  perform app.log_action('conversations.look', 'conversations', coalesce(look_because.conversation_id::text, 'all'));
end
$$;

comment on function app.look_because(text, uuid) is
'For the rest of this transaction an administrator sees conversations of others; why, and into which one, is audited. '
'Raises IM005, IZ008.';

grant execute on function app.look_because(text, uuid) to authenticated, admin;
