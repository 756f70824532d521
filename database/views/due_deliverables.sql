-- Who sees a participant and a deliverable sees what of it is still to come; each asks with rights of their own. What is
-- to be changed was handed in; what was rejected is to be handed in again.
create or replace view public.due_deliverables with (security_invoker = true) as
select
  p.campaign_id,
  p.brand_id,
  p.id as participant_id,
  p.creator_user_id,
  d.id as deliverable_id,
  d.deliverable_type,
  d.due_date,
  d.quantity,
  s.handed_in
from public.campaign_participants as p
inner join public.campaign_deliverables as d on p.campaign_id = d.campaign_id and p.brand_id = d.brand_id
cross join lateral (
  select count(*)::integer as handed_in from public.creator_submissions as c
  where c.participant_id = p.id and c.deliverable_id = d.id and c.status <> 'rejected'
) as s
where p.status = 'active' and d.due_date is not null and s.handed_in < d.quantity;

comment on view public.due_deliverables is
'What creators who take part have yet to hand in, and by the end of which day (UTC).';

grant select on public.due_deliverables to authenticated, admin, service;
