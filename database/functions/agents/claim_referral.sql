-- Who forgot the code when they signed up. Unknown codes and those that bring nobody now are told apart by nothing.
create or replace function app.claim_referral(code text)
returns table (agent_name text, source text, status text, attributed_at timestamptz)
language plpgsql security definer set search_path = '' as $$
declare
  person constant uuid := auth.uid();
  joined_at constant timestamptz := (select u.created_at from auth.users as u where u.id = person);
begin
  if exists (select from public.referrals as r where r.referred_user_id = person) then
    raise exception using errcode = 'IR004', message = 'somebody has brought them already', detail = '{}';
  elsif joined_at <= now() - interval '7 days' then
    raise exception using
      errcode = 'IR007', message = 'too long after the sign-up',
      detail = jsonb_build_object('until', joined_at + interval '7 days')::text;
  elsif person = (select c.agent_user_id from public.referral_codes as c where c.folded = app.fold_code(claim_referral.code)) then
    raise exception using errcode = 'IR001', message = 'the code is their own', detail = '{}';
  elsif person is null or not app.refer_by_code_of(person, claim_referral.code, 'code', null) then
    raise exception using errcode = 'IG003', message = 'no code that brings anybody', detail = '{}';
  end if;
  return query
  select a.display_name, r.source, r.status, r.attributed_at
  from public.referrals as r
  inner join public.agent_profiles as a on a.user_id = r.agent_user_id
  where r.referred_user_id = person;
end
$$;

comment on function app.claim_referral(text) is
'The actor was brought by the agent of a code, said within 7 days of the sign-up, once. Raises IR004 (somebody has brought '
'them), IR007 (too late), IR001 (their own code), IR003 (used up), IG003 (no code that brings anybody now).';

grant execute on function app.claim_referral(text) to authenticated, admin;
