-- Who runs campaigns decides whom to pay, and somebody else how much there is: the budget is the lid that those who move
-- the brand's money set. Running alone promises nothing, so a campaign begins with nothing.
create or replace function app.guard_budget() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  -- It runs before the policy's check: a stranger is left to the policy, and learns nothing here.
  if auth.is_privileged() or auth.uid() is null or new.brand_id = any(auth.money_brand_ids())
    or new.brand_id <> all(auth.campaign_brand_ids())
  then
    return new;
  end if;
  if tg_op = 'INSERT' then
    new.budget_total := coalesce(new.budget_total, 0);
    if new.budget_total = 0 then
      return new;
    end if;
  elsif new.budget_total <= coalesce(old.budget_total, new.budget_total)
    and (new.currency = old.currency or new.budget_total = 0)
  then
    return new;
  end if;
  raise exception using
    errcode = 'IM005', message = 'the budget is set by those who move the brand''s money', detail = '{}';
end
$$;

comment on function app.guard_budget() is
'BEFORE a campaign gets a budget, a greater one, none (no limit) or one in another currency: only by who may move the '
'brand''s money; others begin with 0 and may lower it. Raises IM005.';

grant execute on function app.guard_budget() to app_owner;

create or replace trigger guard_budget before insert on campaigns
for each row execute function app.guard_budget();

create or replace trigger guard_budget_change before update of budget_total, currency on campaigns
for each row when (
  old.budget_total is distinct from new.budget_total or old.currency is distinct from new.currency
)
execute function app.guard_budget();
