-- Again and again, until nobody can claim anything more: what was released since goes back each time. What is clawed back of a closed
-- program is in its budget for an hour, and goes back as well.
create or replace function app.close_program(program_id uuid, moment timestamptz) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs;
  rest bigint;
  reference text;
  target uuid;
  posted uuid;
begin
  select p.* into program from public.reward_programs as p where p.id = close_program.program_id for no key update;
  if program.status is distinct from 'ended' then
    return 0;
  end if;
  rest := program.budget_total - program.budget_reserved - program.budget_spent - program.budget_returned;
  update public.reward_programs as p
  set budget_returned = p.budget_returned + rest,
    closed_at = coalesce(p.closed_at, case when p.budget_reserved = 0 then moment end)
  where p.id = program.id and (rest > 0 or (p.closed_at is null and p.budget_reserved = 0));
  if rest = 0 then
    return 0;
  end if;
  reference := format('program:%s:return:%s', program.id, program.budget_returned + rest);
  target := case when program.brand_id is null
    then ledger.account('platform_revenue', program.currency)
    else ledger.account('brand_available', program.currency, program.brand_id)
  end;
  posted := ledger.post(
    'reward_return', reference,
    array[ledger.account('reward_budget', program.currency, program.brand_id, program_id => program.id), target],
    array[-rest, rest]
  );
  if program.brand_id is not null then
    perform app.record_wallet_transaction(
      app.wallet_of(program.brand_id, null, program.currency), 'release', rest, rest, program.currency, reference, posted,
      left('Back from the rewards of ' || program.name, 500)
    );
  end if;
  return rest;
end
$$;

comment on function app.close_program(uuid, timestamptz) is
'Budget of an ended program → whose it was: what is neither claimed nor still to be claimed (minor units, returned). With nothing left '
'to be claimed it is closed. 0 where it has not ended.';
