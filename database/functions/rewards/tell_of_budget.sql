create or replace function app.tell_of_budget(program public.reward_programs) returns void
language plpgsql security definer set search_path = '' as $$
declare
  title constant text := case program.told_percent
    when 100 then left(program.name, 100) || ': the budget is used up'
    else format('%s: %s%% of the budget is used', left(program.name, 100), program.told_percent)
  end;
  body constant text := case program.told_percent
    when 100 then 'Money that people reach now waits until you add to the budget, or some of it is free again.'
    else 'Add to the budget, so that nobody goes without.'
  end;
  facts constant jsonb := jsonb_build_object(
    'program_id', program.id, 'percent', program.told_percent, 'currency', program.currency,
    'amount', program.budget_total - program.budget_reserved - program.budget_spent
  );
begin
  if program.brand_id is null then
    perform app.notify_administrators('rewards', 'budget_running_out', title, body, facts);
  else
    perform app.notify_brand(program.brand_id, 'campaign', 'rewards', 'budget_running_out', title, body, facts);
  end if;
end
$$;

comment on function app.tell_of_budget(public.reward_programs) is
'Tells those who run a program, the brand''s campaign managers or the administrators, how much of its budget is committed.';
