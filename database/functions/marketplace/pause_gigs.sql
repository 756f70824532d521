create or replace function app.pause_gigs(brand_id uuid, currency text) returns void
language sql security definer set search_path = '' as $$
  with paused as (
    update public.gigs as g set status = 'paused', version = g.version + 1
    where g.brand_id = pause_gigs.brand_id and g.currency = pause_gigs.currency and g.status = 'open'
    returning g.*
  ),
  noted as (
    insert into public.escrow_events (gig_id, brand_id, seq, event_type, from_status, to_status, actor_user_id, reason)
    select p.id, p.brand_id, p.version, 'paused', 'open', 'paused', auth.uid(), 'a card payment is disputed' from paused as p
  )
  insert into public.notifications (user_id, category, type, title, message, metadata)
  select
    m.user_id, 'deals', 'gig_paused', 'A gig is paused',
    format('"%s" takes nobody for now: a card payment is disputed, and money is owed. Pay what is owed, and open it again.', p.title),
    jsonb_build_object('gig_id', p.id, 'gig_title', p.title, 'currency', p.currency)
  from paused as p
  cross join (select u.user_id from app.members_with(pause_gigs.brand_id, 'campaign') as u (user_id)) as m
$$;

comment on function app.pause_gigs(uuid, text) is
'Pauses the open gigs of a brand in a currency, and tells it: nobody claims what a disputed payment may have paid.';
