-- Lock order: brand, program, its failed awards, wallet, accounts by id. Whoever waited for money gets it before anybody new.
create or replace function app.fund_program(program_id uuid, amount bigint) returns bigint
language plpgsql security definer set search_path = '' as $$
declare
  program public.reward_programs := app.lock_program(program_id, moves_money => true);
  most constant bigint := 1000000000000000; -- JSON has it as an exact number
  reference text;
  source uuid;
  posted uuid;
begin
  if (amount between 1 and most - program.budget_total) is not true then
    raise exception using
      errcode = 'IM006', message = 'a budget grows by something, and not without end',
      detail = jsonb_build_object('amount', amount, 'most', most - program.budget_total)::text;
  elsif program.status = 'ended' or program.ends_at <= now() then
    raise exception using
      errcode = 'IW002', message = 'reward_programs: what has ended takes no money',
      detail = jsonb_build_object('table', 'reward_programs', 'from', 'ended', 'to', 'funded')::text;
  elsif program.brand_id is not null and app.owes_by_dispute(program.brand_id, program.currency) then
    raise exception using
      errcode = 'IK040', message = 'a card payment is disputed, and money is owed',
      detail = jsonb_build_object(
        'debt', app.debt_of(program.brand_id, program.currency), 'currency', program.currency
      )::text;
  end if;
  update public.reward_programs as p
  set budget_total = p.budget_total + fund_program.amount,
    told_percent = app.budget_mark(p.budget_reserved + p.budget_spent, p.budget_total + fund_program.amount),
    status = case p.paused_reason when 'budget_exhausted' then 'active' else p.status end,
    paused_reason = nullif(p.paused_reason, 'budget_exhausted')
  where p.id = program.id
  returning p.* into program;
  if program.status = 'active' then
    perform app.grant_failed_awards(program.id);
  end if;
  reference := format('program:%s:fund:%s', program.id, program.budget_total);
  if program.brand_id is null then
    source := ledger.account('platform_revenue', program.currency);
  else
    perform app.lock_money_wallet(app.wallet_of(program.brand_id, null, program.currency));
    source := ledger.account('brand_available', program.currency, program.brand_id);
  end if;
  posted := ledger.post(
    'reward_fund', reference,
    array[source, ledger.account('reward_budget', program.currency, program.brand_id, program_id => program.id)],
    array[-amount, amount]
  );
  if program.brand_id is not null then
    perform app.record_wallet_transaction(
      app.wallet_of(program.brand_id, null, program.currency), 'reservation', amount, -amount, program.currency, reference,
      posted, left('Reward budget of ' || program.name, 500)
    );
  end if;
  return program.budget_total;
end
$$;

comment on function app.fund_program(uuid, bigint) is
'Brand''s wallet, or the platform''s revenue, → budget of a program (minor units); returns what it was funded with in all. One that was '
'paused for want of money goes on, and grants first what it could not before. Raises IG003, IM001, IM005, IM006, IK040, IW002.';

grant execute on function app.fund_program(uuid, bigint) to authenticated, admin;
