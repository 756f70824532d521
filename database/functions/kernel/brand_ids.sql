-- owner: app_owner
-- What app.begin_request found out for this transaction, so that a policy reads no table.
create or replace function auth.brand_ids() returns uuid[]
language sql stable parallel safe
return coalesce(nullif(current_setting('request.brand_ids', true), ''), '{}')::uuid[];

comment on function auth.brand_ids() is 'Brands whose data the user may read.';

grant execute on function auth.brand_ids() to anon, authenticated, admin, service, app_internal;
