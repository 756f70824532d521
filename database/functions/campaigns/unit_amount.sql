create or replace function app.unit_amount(participant_id uuid, deliverable_id uuid, unit integer) returns bigint
language sql stable security definer set search_path = '' as $$
  select s.share + case when s.quantity = unit_amount.unit then s.remainder else 0 end
  from public.campaign_participants as p
  cross join app.unit_shares(p.campaign_id, p.budget_allocated) as s
  where p.id = unit_amount.participant_id and s.deliverable_id = unit_amount.deliverable_id
$$;

comment on function app.unit_amount(uuid, uuid, integer) is
'What one unit of a deliverable pays this participant, gross: the agreed amount in proportion to the units'' '
'compensation, the remainder on the last unit of the last deliverable. Minor units.';
