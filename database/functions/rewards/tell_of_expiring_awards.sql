create or replace function app.tell_of_expiring_awards(as_of timestamptz, at_most integer) returns integer
language sql security definer set search_path = '' as $$
  with due as (
    select a.id from public.reward_awards as a
    where a.status = 'granted' and a.kind not in ('points', 'badge') and a.expiry_told_at is null
      and a.claim_by > tell_of_expiring_awards.as_of and a.claim_by <= tell_of_expiring_awards.as_of + interval '7 days'
      and a.granted_at < tell_of_expiring_awards.as_of - interval '1 day' -- who has just heard of it knows
      and not app.award_waits(a)
    order by a.claim_by limit at_most
    for no key update skip locked
  ),
  told as (
    update public.reward_awards as a set expiry_told_at = tell_of_expiring_awards.as_of
    from due as d where a.id = d.id
    returning a.*
  )
  select count(app.notify(
    t.user_id, 'rewards', 'award_expiring', 'A reward is waiting for you',
    format('Claim "%s" until %s (UTC): then it expires.', t.name, to_char(t.claim_by at time zone 'UTC', 'YYYY-MM-DD HH24:MI')),
    jsonb_strip_nulls(jsonb_build_object(
      'award_id', t.id, 'claim_by', t.claim_by, 'amount', case when t.currency is not null then t.amount end, 'currency', t.currency
    ))
  ))::integer
  from told as t
$$;

comment on function app.tell_of_expiring_awards(timestamptz, integer) is
'Tells people, once and a week before, of what they have not claimed; of how many awards, at most so many.';

grant execute on function app.tell_of_expiring_awards(timestamptz, integer) to service;
