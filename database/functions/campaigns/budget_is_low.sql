-- A function, because the WHEN of a trigger may ask one, but may read no table itself.
create or replace function app.budget_is_low(campaign public.campaigns) returns boolean
language sql stable security definer set search_path = ''
return campaign.budget_total > 0
and campaign.budget_total - campaign.budget_reserved - campaign.budget_spent
< campaign.budget_total * (app.setting('low_budget_basis_points') #>> '{}')::numeric / 10000;

comment on function app.budget_is_low(public.campaigns) is 'Whether less is left than the setting says.';
