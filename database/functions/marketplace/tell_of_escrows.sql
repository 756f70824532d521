-- Who is told what, in one place. Whoever did it knows: the other side is told, and both of what time did. One statement, because
-- what time tells a reader in one statement is one mail (app.queue_deliveries).
create or replace function app.tell_of_escrows(escrows public.escrows[], event_type text, reasons text[] default '{}')
returns void
language plpgsql security definer set search_path = '' set plan_cache_mode = 'force_generic_plan' as $$
declare
  actor constant uuid := auth.uid();
  is_creator constant boolean := coalesce(actor = (escrows[1]).creator_user_id, false);
  tells_brand boolean := actor is null or is_creator or auth.is_privileged();
  words record;
begin
  select w.* into words from app.escrow_news(escrows[1], event_type) as w;
  tells_brand := tells_brand and words.tells in ('brand', 'both');
  if words.type is null or not (tells_brand or (words.tells <> 'brand' and not is_creator)) then
    return; -- an INSERT of nothing would wake its triggers
  end if;
  insert into public.notifications (user_id, category, type, title, message, metadata)
  with news as materialized (
    select
      e.brand_id, e.creator_user_id, e.total,
      coalesce(nullif(case e.status when 'released' then e.released_amount end, 0), e.price) as earned,
      left(format(words.message, d.title), 5000) as message,
      jsonb_strip_nulls(jsonb_build_object(
        'deal_id', e.deal_id, 'escrow_id', e.id, 'deal_title', d.title, 'deadline_at', e.deadline_at,
        'what_happens_then', e.next_step, 'reason', nullif(reasons[e.ordinality], ''), 'currency', e.currency
      )) as facts
    from unnest(escrows) with ordinality as e inner join public.deals as d on d.id = e.deal_id
  ),
  staff as materialized (
    select s.brand_id, m.user_id
    from (select distinct n.brand_id from news as n) as s
    cross join lateral app.members_with(s.brand_id, 'campaign') as m (user_id)
    where tells_brand
  )
  select
    n.creator_user_id, 'deals', words.type, words.title, n.message,
    n.facts || jsonb_build_object('from_name', b.name, 'amount', n.earned)
  from news as n inner join public.brand_profiles as b on b.id = n.brand_id
  where words.tells <> 'brand' and not is_creator
  union all
  select
    s.user_id, 'deals', words.type, words.title, n.message,
    n.facts || jsonb_strip_nulls(jsonb_build_object('from_name', app.creator_name(n.creator_user_id), 'amount', n.total))
  from news as n inner join staff as s on s.brand_id = n.brand_id;
end
$$;

comment on function app.tell_of_escrows(public.escrows[], text, text[]) is
'Tells the sides of deals what has happened to held funds, all in one status, with the deadline that acts next; where somebody '
'acts, of one deal. The amount is the price for the creator, the total for the brand, in minor units. reasons: one for each, or none.';
