-- What follows when a campaign is over: nobody waits for an answer or for money that cannot come any more.
create or replace function app.end_campaign_for_creators(campaign_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  held record;
begin
  update public.campaign_invitations as i set status = 'expired'
  where i.campaign_id = end_campaign_for_creators.campaign_id and i.status = 'pending';
  update public.campaign_participants as p
  set status = case c.status when 'completed' then 'completed' else 'inactive' end
  from public.campaigns as c
  where c.id = p.campaign_id and p.campaign_id = end_campaign_for_creators.campaign_id and p.status = 'active';
  for held in
    select
      r.participant_id, r.amount - r.spent - r.released as unspent,
      coalesce((
        select sum(app.unit_amount(s.participant_id, s.deliverable_id, s.unit))
        from public.creator_submissions as s
        where s.participant_id = r.participant_id and s.status = 'pending_review'
      ), 0) as awaited
    from public.campaign_budget_reservations as r
    where r.campaign_id = end_campaign_for_creators.campaign_id and r.status = 'held'
    order by r.participant_id
  loop
    -- What waits for review was delivered in time: it stays reserved until the brand has decided.
    perform app.release_budget(held.participant_id, greatest(held.unspent - held.awaited, 0)::bigint);
  end loop;
end
$$;

comment on function app.end_campaign_for_creators(uuid) is
'Invitations expire, participants end, and the reservation is released but for what waits for review.';
