-- As app.guard_budget for campaigns: who runs gigs decides whom to pay, and somebody else how much there is.
create or replace function app.guard_gig_budget() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  gig_status text;
begin
  -- It runs before the policy's check: a stranger is left to the policy, locks nothing and learns nothing here.
  if auth.uid() is not null and not auth.is_privileged()
    and new.brand_id <> all(auth.campaign_brand_ids()) and new.brand_id <> all(auth.money_brand_ids())
  then
    return new;
  end if;
  select g.status into gig_status from public.gigs as g where g.id = new.gig_id for share;
  if tg_op = 'UPDATE' and new.budget_total is distinct from old.budget_total and gig_status <> 'draft' and (
    gig_status in ('closed', 'cancelled')
    or exists (select from public.gig_slots as s where s.gig_id = new.gig_id)
  ) then
    raise exception using
      errcode = 'IK010', message = 'the budget of a gig with slots is fixed once it is funded', detail = '{}';
  end if;
  if auth.is_privileged() or auth.uid() is null or new.brand_id = any(auth.money_brand_ids()) then
    return new;
  end if;
  if tg_op = 'INSERT' then
    new.budget_total := coalesce(new.budget_total, 0);
    if new.budget_total = 0 then
      return new;
    end if;
  elsif new.budget_total <= coalesce(old.budget_total, new.budget_total) then
    return new;
  end if;
  raise exception using
    errcode = 'IM005', message = 'the budget is set by those who move the brand''s money', detail = '{}';
end
$$;

comment on function app.guard_gig_budget() is
'BEFORE a gig gets a budget, a greater one or none (no lid): only by who may move the brand''s money; others begin with 0 '
'and may lower it. What is funded is fixed. Raises IM005, IK010.';

grant execute on function app.guard_gig_budget() to app_owner;

create or replace trigger guard_budget before insert on gig_budgets
for each row execute function app.guard_gig_budget();

create or replace trigger guard_budget_change before update of budget_total on gig_budgets
for each row when (old.budget_total is distinct from new.budget_total) execute function app.guard_gig_budget();
