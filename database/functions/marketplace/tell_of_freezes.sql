-- As app.tell_of_escrow, of many at once: one statement, so that whoever has a thousand of them gets one mail.
create or replace function app.tell_of_freezes(escrow_ids uuid[], event_type text) returns void
language sql security definer set search_path = '' as $$
  with told as (
    select
      e.*, d.title as deal_title, b.name as brand_name, w.type, w.title, format(w.message, d.title) as message,
      jsonb_strip_nulls(jsonb_build_object(
        'deal_id', e.deal_id, 'escrow_id', e.id, 'deal_title', d.title, 'deadline_at', e.deadline_at,
        'what_happens_then', e.next_step, 'currency', e.currency
      )) as facts
    from public.escrows as e
    inner join public.deals as d on d.id = e.deal_id
    inner join public.brand_profiles as b on b.id = e.brand_id
    cross join app.escrow_news(null, tell_of_freezes.event_type) as w
    where e.id = any(escrow_ids)
  ),
  members as materialized (
    select b.brand_id, m.user_id from (select distinct t.brand_id from told as t) as b
    cross join lateral app.members_with(b.brand_id, 'campaign') as m (user_id)
  )
  insert into public.notifications (user_id, category, type, title, message, metadata)
  select
    t.creator_user_id, 'deals', t.type, t.title, t.message,
    t.facts || jsonb_build_object('from_name', t.brand_name, 'amount', t.price)
  from told as t
  union all
  select
    m.user_id, 'deals', t.type, t.title, t.message,
    t.facts || jsonb_strip_nulls(jsonb_build_object('from_name', app.creator_name(t.creator_user_id), 'amount', t.total))
  from told as t inner join members as m on m.brand_id = t.brand_id
$$;

comment on function app.tell_of_freezes(uuid[], text) is
'Tells both sides that deals stand still (frozen), or go on (unfrozen): the price to creators, the total to the brand, in minor units.';
