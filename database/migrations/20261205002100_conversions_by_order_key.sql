-- migrate:up
set local lock_timeout = '3s';

-- A1, a1 and #A1 are one order (app.order_key). What was counted twice before was told to people and stays counted: those
-- rows are twins, of which no new one is made.
alter table conversions add column order_key text not null generated always as (app.order_key(order_id)) stored,
add column order_twin smallint not null default 0;
alter table conversions no force row level security;
with numbered as (
  select
    id,
    row_number() over (partition by campaign_id, order_key order by created_at, id) - 1 as place
  from conversions
)

update conversions as c set order_twin = n.place
from numbered as n
where c.id = n.id and n.place > 0;
set constraints all immediate;
alter table conversions force row level security;
alter table conversions drop constraint order_converts_once_per_campaign,
add constraint order_converts_once_per_campaign unique (campaign_id, order_key, order_twin),
add constraint conversions_order_twin_is_a_place check (order_twin >= 0);
comment on column conversions.order_key is 'What makes the order one, however it is written.';
comment on column conversions.order_twin is
'0, but for rows of before that were counted as orders of their own by another way of writing.';

-- migrate:down
set local lock_timeout = '3s';
alter table conversions drop constraint order_converts_once_per_campaign,
drop constraint conversions_order_twin_is_a_place, drop column order_key, drop column order_twin,
add constraint order_converts_once_per_campaign unique (campaign_id, order_id);
