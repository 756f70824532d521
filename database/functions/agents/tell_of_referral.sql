create or replace function app.tell_of_referral(agent_user_id uuid, referred_user_id uuid) returns void
language sql security definer set search_path = '' as $$
  select app.notify(
    tell_of_referral.agent_user_id, 'agents', 'referral_joined', 'Somebody you brought has joined',
    person.name || ' has signed up, and you share in the fees of their deals.',
    jsonb_build_object('from_name', person.name)
  )
  from app.referred_person(tell_of_referral.referred_user_id) as person
$$;

comment on function app.tell_of_referral(uuid, uuid) is 'Tells an agent who has come by them: a name, and nothing else.';
