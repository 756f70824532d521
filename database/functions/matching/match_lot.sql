-- MD5 because it is the same in every version and on every machine. Nothing is secret in it.
create or replace function app.match_lot(campaign_id uuid, user_id uuid) returns uuid
language sql immutable parallel safe
return md5(coalesce(match_lot.campaign_id::text, '') || match_lot.user_id::text)::uuid;

comment on function app.match_lot(uuid, uuid) is
'Who comes first of creators of equal merit: the same for a campaign always, another for each campaign.';
