-- Under the lock of the agent's profile: two at once cannot both be the hundredth, and who is paused meanwhile makes none.
create or replace function app.make_referral_code(
  code text, label text, campaign text, max_uses integer
) returns public.referral_codes
language plpgsql security definer set search_path = '' as $$
declare
  most constant integer := 100;
  standing text;
  made public.referral_codes;
begin
  perform from public.agent_profiles as a where a.user_id = auth.uid() for no key update;
  standing := app.agent_standing(auth.uid());
  if standing is distinct from 'active' then
    raise exception using errcode = 'IM005', message = 'no agent who may bring people now',
      detail = jsonb_strip_nulls(jsonb_build_object('status', standing))::text;
  end if;
  if (select count(*) from public.referral_codes as c where c.agent_user_id = auth.uid()) >= most then
    raise exception using
      errcode = 'IR006', message = 'too many codes', detail = jsonb_build_object('most', most)::text;
  end if;
  insert into public.referral_codes as c (agent_user_id, code, label, campaign, max_uses)
  values (
    auth.uid(), make_referral_code.code, make_referral_code.label, make_referral_code.campaign, make_referral_code.max_uses
  )
  returning c.* into made;
  return made;
end
$$;

comment on function app.make_referral_code(text, text, text, integer) is
'A code of the agent who asks, which may be used max_uses times (NULL: without end). Raises IM005 (no agent, or not active: '
'status), IR006 (has 100), and breaks referral_code_is_given_once and the rules of referral_codes.';

grant execute on function app.make_referral_code(text, text, text, integer) to authenticated;
