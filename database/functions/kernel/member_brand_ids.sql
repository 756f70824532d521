-- owner: app_owner
-- What app.begin_request found out for this transaction, so that a policy reads no table.
create or replace function auth.member_brand_ids() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.member_brand_ids', true), ''), '{}')::uuid[];

comment on function auth.member_brand_ids() is 'Brands whose members the user may manage.';

grant execute on function auth.member_brand_ids() to anon, authenticated, admin, service, app_internal;
