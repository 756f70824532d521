-- What is over for as long as it takes to be closed is not begun anew, closed or not; what lives again may be.
create or replace function app.require_not_over(kind text, subject_id uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
declare
  closes_at constant timestamptz :=
    app.subject_over_since(kind, subject_id) + app.setting_interval('conversation_closing_days', 'days');
begin
  if closes_at <= now() then
    raise exception using
      errcode = 'IZ001', message = 'the conversation is closed',
      detail = jsonb_build_object('closed_at', closes_at)::text;
  end if;
end
$$;

comment on function app.require_not_over(text, uuid) is
'Raises IZ001 where what a conversation would be about is over for so long that it is closed.';
