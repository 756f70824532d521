-- The one update that all grants of a program queue at. It says itself how full the budget is, so that whoever comes over a
-- threshold is the only one to tell of it. Where money came while it was found to be short, it tries again.
create or replace function app.reserve_program_budget(program_id uuid, amount bigint) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  reserved record;
begin
  if (amount > 0) is not true then
    raise exception using
      errcode = 'IM006', message = 'a reservation is positive', detail = jsonb_build_object('amount', amount)::text;
  end if;
  loop
    update public.reward_programs as p
    set budget_reserved = p.budget_reserved + reserve_program_budget.amount,
      told_percent = greatest(p.told_percent, app.budget_mark(
        p.budget_reserved + p.budget_spent + reserve_program_budget.amount, p.budget_total
      ))
    where p.id = reserve_program_budget.program_id and p.status = 'active' and (p.ends_at is null or p.ends_at > now())
      and p.budget_reserved + p.budget_spent + reserve_program_budget.amount <= p.budget_total
    returning old.told_percent as was_told, p as program into reserved;
    exit when found;
    if app.exhaust_program(program_id, amount) then
      return false;
    end if;
  end loop;
  if (reserved.program).told_percent > reserved.was_told then
    perform app.tell_of_budget(reserved.program);
  end if;
  if (reserved.program).told_percent = 100 then
    perform app.exhaust_program(program_id, 1);
  end if;
  return true;
end
$$;

comment on function app.reserve_program_budget(uuid, bigint) is
'Sets aside amount (minor units) of a program''s budget for an award. False where too little is left, or the program is not '
'active: it is then paused for want of budget. Raises IM006 for an amount that is not positive.';
