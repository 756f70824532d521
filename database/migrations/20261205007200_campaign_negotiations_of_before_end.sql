-- migrate:up
set local lock_timeout = '3s';

-- Offers end with their invitation (app.end_offers). Those of before stayed open, though nobody could answer them. Nobody did
-- this: nothing for the audit log.
alter table campaign_negotiations no force row level security, disable trigger user;
alter table campaign_invitations no force row level security;
update campaign_negotiations as n set
  status = 'withdrawn', answered_at = coalesce(i.responded_at, i.withdrawn_at, least(i.expires_at, now()))
from campaign_invitations as i
where i.id = n.invitation_id and n.status = 'proposed' and i.status <> 'pending';
alter table campaign_invitations force row level security;
alter table campaign_negotiations force row level security, enable trigger user;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: an offer about an invitation that is answered is none.
