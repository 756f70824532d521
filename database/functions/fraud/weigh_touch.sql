-- visitor_hash holds for a day: it is a browser behind an address, and an office with one kind of browser has one, too.
create or replace function app.weigh_touch(referral public.referrals) returns void
language plpgsql security definer set search_path = '' as $$
declare
  touch public.referral_touches;
  paid text[];
  together integer;
begin
  select t.* into touch from public.referral_touches as t where t.id = referral.touch_id;
  if not found then
    return;
  end if;
  paid := array(
    select p.name from jsonb_array_elements_text(app.fraud_config('paid_traffic') -> 'parameters') as p (name)
    where touch.utm ? p.name order by p.name
  );
  if paid <> '{}' then
    perform app.note_fraud(
      'paid_traffic', 'referral', referral.referred_user_id, jsonb_build_object('parameters', paid)
    );
  end if;
  select count(*) into together from (
    select r.referred_user_id from public.referrals as r
    inner join public.referral_touches as t on t.id = r.touch_id
    where r.agent_user_id = referral.agent_user_id and r.attributed_at > referral.attributed_at - interval '2 days'
      and t.visitor_hash = touch.visitor_hash
    limit (app.fraud_config('same_visitor') ->> 'people')::integer
  ) as r;
  if together >= (app.fraud_config('same_visitor') ->> 'people')::integer then
    perform app.note_fraud(
      'same_visitor', 'agent', referral.agent_user_id,
      jsonb_build_object('day', (touch.at at time zone 'UTC')::date, 'visitor', touch.visitor_hash)
    );
  end if;
end
$$;

comment on function app.weigh_touch(public.referrals) is
'Rules paid_traffic (the link was followed out of an advertisement) and same_visitor (several people came by one browser in a day).';
