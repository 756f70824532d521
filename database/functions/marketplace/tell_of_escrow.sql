-- Who is told what, in one place. Whoever did it knows: the other side is told, and both of what time did.
create or replace function app.tell_of_escrow(escrow public.escrows, event_type text, reason text) returns void
language plpgsql security definer set search_path = '' as $$
declare
  actor constant uuid := auth.uid();
  words record;
  deal_title text;
  facts jsonb;
begin
  select w.* into words from app.escrow_news(escrow, event_type) as w;
  if words.type is null then
    return;
  end if;
  select d.title into deal_title from public.deals as d where d.id = escrow.deal_id;
  facts := jsonb_strip_nulls(jsonb_build_object(
    'deal_id', escrow.deal_id, 'escrow_id', escrow.id, 'deal_title', deal_title, 'deadline_at', escrow.deadline_at,
    'what_happens_then', escrow.next_step, 'reason', nullif(reason, ''), 'currency', escrow.currency
  ));
  if words.tells in ('creator', 'both') and actor is distinct from escrow.creator_user_id then
    perform app.notify(
      escrow.creator_user_id, 'deals', words.type, words.title, format(words.message, deal_title),
      facts || jsonb_build_object('from_name', (
        select b.name from public.brand_profiles as b where b.id = escrow.brand_id
      ), 'amount', coalesce(
        nullif(case escrow.status when 'released' then escrow.released_amount end, 0), escrow.price
      ))
    );
  end if;
  if words.tells in ('brand', 'both') and (actor is null or actor = escrow.creator_user_id or auth.is_privileged()) then
    perform app.notify_brand(
      escrow.brand_id, 'campaign', 'deals', words.type, words.title, format(words.message, deal_title),
      facts || jsonb_strip_nulls(jsonb_build_object(
        'from_name', app.creator_name(escrow.creator_user_id), 'amount', escrow.total
      ))
    );
  end if;
end
$$;

comment on function app.tell_of_escrow(public.escrows, text, text) is
'Tells the sides of a deal what has happened to held funds, with the deadline that acts next; the amount is the price for the '
'creator, the total for the brand, in minor units.';
