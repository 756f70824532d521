-- BEFORE the update, so that the mark that it was told is part of the same row.
create or replace function app.announce_low_budgets() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  new.low_budget_announced_at := now();
  perform app.notify_brand(
    new.brand_id, 'campaign', 'payments', 'budget_low', 'The budget of a campaign runs low',
    format('Less than %s percent of the budget of "%s" are left.',
      trim_scale(round((app.setting('low_budget_basis_points') #>> '{}')::numeric / 100, 2)), new.name),
    jsonb_build_object(
      'campaign_id', new.id, 'campaign_name', new.name, 'currency', new.currency,
      'left', new.budget_total - new.budget_reserved - new.budget_spent,
      'amount', new.budget_total - new.budget_reserved - new.budget_spent
    )
  );
  return new;
end
$$;

comment on function app.announce_low_budgets() is 'BEFORE UPDATE of a campaign''s spending: tells the brand, once.';

grant execute on function app.announce_low_budgets() to app_owner;

create or replace trigger announce_low_budget before update of budget_reserved, budget_spent on campaigns
for each row when (
  new.low_budget_announced_at is null
  and new.budget_reserved + new.budget_spent > old.budget_reserved + old.budget_spent
  and app.budget_is_low(new)
)
execute function app.announce_low_budgets();
