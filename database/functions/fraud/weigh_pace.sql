create or replace function app.weigh_pace(referral public.referrals) returns void
language plpgsql security definer set search_path = '' as $$
declare
  config constant jsonb := app.fraud_config('velocity');
  most constant integer := config ->> 'sign_ups';
  since constant timestamptz := referral.attributed_at - make_interval(hours => (config ->> 'hours')::integer);
  came integer;
begin
  select count(*) into came from (
    select r.referred_user_id from public.referrals as r
    where r.code_id = referral.code_id and r.attributed_at > since and r.attributed_at <= referral.attributed_at
    order by r.attributed_at desc limit most + 1
  ) as r;
  if came > most then -- once a day for a code: what a decision is about is the rush, not each who came in it
    perform app.note_fraud(
      'velocity', 'agent', referral.agent_user_id,
      jsonb_build_object('code_id', referral.code_id, 'day', (referral.attributed_at at time zone 'UTC')::date)
    );
  end if;
end
$$;

comment on function app.weigh_pace(public.referrals) is
'Rule velocity: more people than config.sign_ups came by one code within config.hours.';
