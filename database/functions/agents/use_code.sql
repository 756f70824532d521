-- Under the row's lock: of many who type a code at once, so many get in as may.
create or replace function app.use_code(code text) returns public.referral_codes
language plpgsql security definer set search_path = '' as $$
declare
  used public.referral_codes;
begin
  select c.* into used from public.referral_codes as c where c.folded = app.fold_code(use_code.code) for no key update;
  if not found or used.disabled_at is not null or app.agent_standing(used.agent_user_id) <> 'active' then
    return null;
  end if;
  if used.uses >= used.max_uses then
    raise exception using
      errcode = 'IR003', message = 'the code is used up', detail = jsonb_build_object('max_uses', used.max_uses)::text;
  end if;
  update public.referral_codes as c set uses = c.uses + 1 where c.id = used.id returning c.* into used;
  return used;
end
$$;

comment on function app.use_code(text) is
'The code that somebody typed, counted once more; NULL where it is unknown, switched off, or of an agent who brings nobody now. '
'Raises IR003 where it was used as often as it may be.';
