-- A code with no uses left is no code.
create or replace function app.refer_by_code(user_id uuid, typed_code text) returns text
language plpgsql security definer set search_path = '' as $$
begin
  return case when app.refer_by_code_of(refer_by_code.user_id, typed_code, 'code', null) then 'code' end;
exception when sqlstate 'IR003' then
  return null;
end
$$;

comment on function app.refer_by_code(uuid, text) is
'The referral of a person by a code that they typed: code, or NULL where it is none that brings anybody.';
