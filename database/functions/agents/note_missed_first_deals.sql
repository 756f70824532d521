-- A release passes over a referral that another one has locked (app.note_first_deal); if that one came to nothing, nobody has
-- noted either.
create or replace function app.note_missed_first_deals(since timestamptz) returns integer
language sql security definer set search_path = '' as $$
  with paid as (
    select p.user_id, min(e.released_at) as at
    from public.escrows as e
    inner join public.brand_profiles as b on b.id = e.brand_id
    cross join lateral (values (e.creator_user_id), (b.owner_user_id)) as p (user_id)
    where e.released_at >= note_missed_first_deals.since group by p.user_id
  ),
  missed as (
    select r.referred_user_id, p.at
    from public.referrals as r inner join paid as p on p.user_id = r.referred_user_id
    where r.first_deal_at is null for no key update of r skip locked
  ),
  noted as (
    update public.referrals as r set first_deal_at = m.at
    from missed as m where m.referred_user_id = r.referred_user_id
    returning r.referred_user_id
  )
  select count(*)::integer from noted
$$;

comment on function app.note_missed_first_deals(timestamptz) is
'The moment of the first deal that was paid since then, on referrals that have none; how many.';

grant execute on function app.note_missed_first_deals(timestamptz) to service;
