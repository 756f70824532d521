-- A campaign that is over has no participant at work, no invitation that waits, and money only for work under review.
select c.id, c.status, 'active participant' as what
from campaigns as c inner join campaign_participants as p on p.campaign_id = c.id and p.status = 'active'
where c.status in ('completed', 'cancelled')
union all
select c.id, c.status, 'pending invitation'
from campaigns as c inner join campaign_invitations as i on i.campaign_id = c.id and i.status = 'pending'
where c.status in ('completed', 'cancelled')
union all
select c.id, c.status, 'money for nobody'
from campaigns as c
inner join campaign_budget_reservations as r on r.campaign_id = c.id and r.amount > r.spent + r.released
where c.status in ('completed', 'cancelled') and not exists (
  select from creator_submissions as s where s.participant_id = r.participant_id and s.status = 'pending_review'
);
