create or replace function app.unspend_program_budget(program_id uuid, amount bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (amount > 0) is not true then
    raise exception using
      errcode = 'IM006', message = 'an amount is positive', detail = jsonb_build_object('amount', amount)::text;
  end if;
  update public.reward_programs as p set budget_spent = p.budget_spent - unspend_program_budget.amount
  where p.id = unspend_program_budget.program_id;
end
$$;

comment on function app.unspend_program_budget(uuid, bigint) is
'A claimed award was clawed back: its amount (minor units) is in the budget again. The caller posts the money. Violates '
'reward_program_budget_covers_commitments where less was spent; raises IM006 for an amount that is not positive.';
