-- owner: app_owner
-- The source's joblogs: what happened to a gig and its slots, in the order of time. With the policies of whoever asks.
create or replace view public.gig_history with (security_invoker = true) as
select
  v.id,
  coalesce(v.gig_id, d.gig_id) as gig_id,
  v.brand_id,
  v.escrow_id,
  s.number as slot_number,
  v.event_type,
  v.from_status,
  v.to_status,
  v.actor_user_id,
  v.reason,
  v.amount,
  v.created_at
from public.escrow_events as v
left join public.escrows as e on v.escrow_id = e.id
left join public.deals as d on e.deal_id = d.id
left join public.gig_slots as s on d.slot_id = s.id
where v.gig_id is not null or d.gig_id is not null;

comment on view public.gig_history is 'Events of gigs and of the deals that fill their slots; amounts in minor units.';

grant select on public.gig_history to authenticated, admin, service;
