-- Who cannot be brought by this agent uses nothing up.
create or replace function app.refer_by_code_of(user_id uuid, typed_code text, source text, touch_id uuid) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  code public.referral_codes;
  obstacle text;
begin
  select c.* into code from public.referral_codes as c where c.folded = app.fold_code(typed_code);
  if code.id is null then
    return false;
  end if;
  obstacle := app.referral_obstacle(code.agent_user_id, refer_by_code_of.user_id);
  if obstacle is null then
    code := app.use_code(code.code);
    if code.id is null then
      return false;
    end if;
  end if;
  perform app.open_referral(
    refer_by_code_of.user_id, code.agent_user_id, source, code.id, refer_by_code_of.touch_id, null, obstacle
  );
  return true;
end
$$;

comment on function app.refer_by_code_of(uuid, text, text, uuid) is
'Makes the referral of a person by a code that they typed, or whose link they opened (touch_id); false where the code brings '
'nobody. Raises IR003 where it is used up.';
