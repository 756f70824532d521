-- migrate:up
set local lock_timeout = '3s';

-- Campaigns that members without the permission `money` began before app.guard_budget had no limit, and so a way into
-- the wallet. Their budget is from now on what they have promised; who may move the brand's money is told, and raises
-- it. Who began one and is gone, or may move money no more, counts as one who may not.
alter table campaigns no force row level security;
alter table brand_memberships no force row level security;
alter table brand_user_roles no force row level security;
alter table tenant_role_rules no force row level security;
alter table user_roles no force row level security;
alter table notifications no force row level security;
do $$
begin
  with money_members as (
    select distinct m.brand_id, m.user_id
    from brand_memberships as m
    inner join brand_user_roles as r on r.brand_id = m.brand_id and r.user_id = m.user_id
    inner join tenant_role_rules as rule on rule.role = r.role
    where m.status = 'active' and rule.permission = 'money'
  ),
  limited as (
    update campaigns as c set budget_total = c.budget_reserved + c.budget_spent
    where c.budget_total is null and c.status in ('draft', 'active', 'paused')
      and not exists (select from money_members as m where m.brand_id = c.brand_id and m.user_id = c.created_by)
      and not exists (select from user_roles as r where r.user_id = c.created_by and r.role = 'admin')
    returning c.id, c.brand_id, c.name
  )
  insert into notifications (user_id, category, type, title, message, metadata, caused_by)
  select
    m.user_id, 'campaigns', 'budget_limited', 'A campaign without a budget has one now',
    format(
      'Nobody who may move your brand''s money had set a budget for "%s". It is now what was promised until today: '
      'nobody else can accept an invitation to it until you set it higher.', l.name
    ),
    jsonb_build_object('campaign_id', l.id), null
  from limited as l inner join money_members as m on m.brand_id = l.brand_id;
end
$$;
alter table campaigns force row level security;
alter table brand_memberships force row level security;
alter table brand_user_roles force row level security;
alter table tenant_role_rules force row level security;
alter table user_roles force row level security;
alter table notifications force row level security;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: which campaigns had no budget is not known any more; a budget that somebody set is nothing to undo.
