-- As the release before calls it, which knows of no dates and answers no value.
create or replace function app.record_conversion(
  click_id uuid, order_id text, value bigint, currency text, only_link_id uuid default null
) returns table (id uuid, is_new boolean)
language sql volatile set search_path = '' as $$
  select c.id, c.is_new from app.credit_order(click_id, order_id, value, currency, null, only_link_id) as c
$$;

comment on function app.record_conversion(uuid, text, bigint, text, uuid) is 'app.credit_order for an order of now.';

grant execute on function app.record_conversion(uuid, text, bigint, text, uuid) to authenticated, admin, service;
