-- Counted from the sign-up, not from its confirmation: what is between them is not the agent's.
create or replace function app.refer_by_touch(user_id uuid, token_hash bytea) returns text
language plpgsql security definer set search_path = '' as $$
declare
  touch public.referral_touches;
  used_code text;
begin
  select t.* into touch
  from public.referral_touches as t
  cross join auth.users as u
  where t.token_hash = refer_by_touch.token_hash and u.id = refer_by_touch.user_id and t.expires_at > u.created_at
    and t.at > u.created_at - make_interval(days => (app.setting('referral_window_days') #>> '{}')::integer)
  order by t.at desc
  limit 1;
  select c.code into used_code from public.referral_codes as c where c.id = touch.code_id;
  if used_code is null then
    return null;
  end if;
  return case when app.refer_by_code_of(refer_by_touch.user_id, used_code, 'link', touch.id) then 'link' end;
exception when sqlstate 'IR003' then
  return null;
end
$$;

comment on function app.refer_by_touch(uuid, bytea) is
'The referral of a person by the touch whose token (SHA-256) came with their sign-up, no more than referral_window_days after it: '
'link, or NULL. Its code counts one use more, and must bring people still.';
