-- What was agreed with who takes part no more, as it was then: the table itself shows them nothing.
-- It belongs to app_internal, whose policy shows it all participants: the WHERE is what lets a creator see theirs only.
create or replace view public.former_deliverables with (security_barrier = true) as
select
  d.id,
  p.campaign_id,
  d.deliverable_type,
  d.quantity,
  d.description,
  d.compensation_amount,
  d.due_date
from public.campaign_participants as p
cross join lateral jsonb_populate_recordset(null::public.campaign_deliverables, p.last_brief -> 'deliverables') as d
where p.creator_user_id = (select auth.uid()) and p.status = 'inactive';

comment on view public.former_deliverables is
'Deliverables as they were when the reader became inactive in their campaign.';

grant select on public.former_deliverables to authenticated, admin;
