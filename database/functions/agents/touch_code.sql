-- Look-up and record in one statement, as app.follow_link: the redirect waits for one answer.
create or replace function app.touch_code(
  code text, kind text, landing text, utm jsonb, user_agent_class text, address text, agent text, token_hash bytea
) returns table (agent_user_id uuid, touched boolean)
language plpgsql security definer set search_path = '' as $$
#variable_conflict use_column
declare
  found public.referral_codes;
  standing text;
begin
  select c.* into found from public.referral_codes as c where c.folded = app.fold_code(touch_code.code);
  standing := app.agent_standing(found.agent_user_id);
  if found.id is null or found.disabled_at is not null or standing is null or standing = 'banned' then
    return;
  end if;
  agent_user_id := found.agent_user_id;
  touched := touch_code.token_hash is not null and standing = 'active' and (found.uses < found.max_uses) is not false;
  if touched then
    insert into public.referral_touches (
      agent_user_id, code_id, token_hash, kind, landing, utm, user_agent_class, visitor_hash
    ) values (
      found.agent_user_id, found.id, touch_code.token_hash, touch_code.kind, touch_code.landing, touch_code.utm,
      touch_code.user_agent_class, app.visitor_hash(touch_code.address, touch_code.agent)
    );
  end if;
  return next;
end
$$;

comment on function app.touch_code(text, text, text, jsonb, text, text, text, bytea) is
'Whose link it is; no row for a code that is unknown, switched off, or of an agent who is banned. Records the touch under the '
'SHA-256 of its token, unless that is NULL (nobody is counted), the agent is paused, or the code is used up: touched is false then.';

-- As app.follow_link: one statement of the login role itself.
grant execute on function app.touch_code(text, text, text, jsonb, text, text, text, bytea) to redirect_login, service;
