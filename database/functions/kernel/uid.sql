-- migrate:up
set local lock_timeout = '3s';

-- Who is asking: settings that app.begin_request writes for one transaction, read by every policy.
-- A setting that was used once in a session reads '' afterwards, not NULL; hence the nullif.

create function auth.uid() returns uuid
language sql stable parallel safe
return nullif(current_setting('request.user_id', true), '')::uuid;

create function auth.roles() returns text[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.roles', true), ''), '{}')::text[];

create function auth.brand_ids() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.brand_ids', true), ''), '{}')::uuid[];

create function auth.campaign_brand_ids() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.campaign_brand_ids', true), ''), '{}')::uuid[];

create function auth.money_brand_ids() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.money_brand_ids', true), ''), '{}')::uuid[];

create function auth.member_brand_ids() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.member_brand_ids', true), ''), '{}')::uuid[];

comment on function auth.uid() is 'The user of this transaction; NULL for anonymous callers and the service.';
comment on function auth.roles() is 'The roles of the user of this transaction.';
comment on function auth.brand_ids() is 'Brands whose data the user may read.';
comment on function auth.campaign_brand_ids() is 'Brands whose campaigns the user may run.';
comment on function auth.money_brand_ids() is 'Brands whose money the user may move.';
comment on function auth.member_brand_ids() is 'Brands whose members the user may manage.';

grant execute on function
auth.uid(), auth.roles(), auth.brand_ids(), auth.campaign_brand_ids(), auth.money_brand_ids(),
auth.member_brand_ids()
to anon, authenticated, admin, service, app_internal, app_owner;

-- migrate:down
set local lock_timeout = '3s';
drop function auth.member_brand_ids();
drop function auth.money_brand_ids();
drop function auth.campaign_brand_ids();
drop function auth.brand_ids();
drop function auth.roles();
drop function auth.uid();
