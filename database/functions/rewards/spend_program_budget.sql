create or replace function app.spend_program_budget(program_id uuid, amount bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (amount > 0) is not true then
    raise exception using
      errcode = 'IM006', message = 'an amount is positive', detail = jsonb_build_object('amount', amount)::text;
  end if;
  update public.reward_programs as p
  set budget_reserved = p.budget_reserved - spend_program_budget.amount,
    budget_spent = p.budget_spent + spend_program_budget.amount
  where p.id = spend_program_budget.program_id;
end
$$;

comment on function app.spend_program_budget(uuid, bigint) is
'An award is claimed: what was reserved for it is spent (minor units). The caller posts the money. Violates '
'reward_program_budget_covers_commitments where less is reserved; raises IM006 for an amount that is not positive.';
