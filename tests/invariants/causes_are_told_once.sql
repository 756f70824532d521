-- What happens once is told once: nobody has two notifications of one type about the same thing.
select n.user_id, n.type, n.metadata, count(*) as told
from notifications as n
where n.type in (
  'campaign_completed', 'campaign_ends_soon', 'content_submitted', 'dispute_evidence_due',
  'dispute_evidence_reminder', 'earning_clawed_back', 'fraud_warning', 'invitation_accepted',
  'invitation_sent', 'negotiation_proposed', 'participant_removed', 'payment_received', 'submission_approved',
  'team.joined'
) and n.metadata <> '{}'
group by n.user_id, n.type, n.metadata, case when n.type = 'content_submitted' then n.id end
having count(*) > 1;
