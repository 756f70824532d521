-- No money, open deposit or running campaign belongs to a brand that everybody has left.
select b.id, app.brand_obstacles(b.id) as left_behind
from brand_profiles as b
where cardinality(app.brand_obstacles(b.id)) > 0 and not exists (
  select from brand_memberships as m where m.brand_id = b.id and m.status = 'active'
);
