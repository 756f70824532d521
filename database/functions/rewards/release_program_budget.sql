create or replace function app.release_program_budget(program_id uuid, amount bigint) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if (amount > 0) is not true then
    raise exception using
      errcode = 'IM006', message = 'an amount is positive', detail = jsonb_build_object('amount', amount)::text;
  end if;
  update public.reward_programs as p set budget_reserved = p.budget_reserved - release_program_budget.amount
  where p.id = release_program_budget.program_id;
end
$$;

comment on function app.release_program_budget(uuid, bigint) is
'Gives back to a program''s budget what was reserved for an award that nobody claims (minor units). Violates '
'reward_program_budget_covers_commitments where less is reserved; raises IM006 for an amount that is not positive.';
