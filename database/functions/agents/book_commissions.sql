-- After the posting, whose parts these are. In the order of the agents: two releases with the same two open wallets and tell
-- them in one order.
create or replace function app.book_commissions(
  escrow public.escrows, fee bigint, agents uuid[], sides text[], amounts bigint[], hold interval, posted uuid
) returns void
language plpgsql security definer set search_path = '' as $$
declare
  share record;
  new_id uuid;
begin
  for share in
    select s.* from unnest(agents, sides, amounts) as s (agent_user_id, side, amount) order by s.agent_user_id
  loop
    insert into public.commissions (
      agent_user_id, escrow_id, side, base_fee, amount, currency, available_at, ledger_transaction_id
    ) values (
      share.agent_user_id, escrow.id, share.side, fee, share.amount, escrow.currency,
      escrow.released_at + hold, posted
    ) returning id into new_id;
    perform app.record_wallet_transaction(
      app.wallet_of(null, share.agent_user_id, escrow.currency), 'transfer', share.amount, share.amount,
      escrow.currency, 'commission:' || new_id, posted, 'Commission'
    );
    -- NOTE: not a word of the deal, which is not the agent's to know.
    perform app.notify(
      share.agent_user_id, 'agents', 'commission_earned', 'You earned a commission',
      'Somebody whom you brought finished a deal.',
      jsonb_build_object(
        'commission_id', new_id, 'amount', share.amount, 'currency', escrow.currency,
        'month', to_char(escrow.released_at at time zone 'UTC', 'YYYY-MM')
      )
    );
  end loop;
end
$$;

comment on function app.book_commissions(public.escrows, bigint, uuid[], text[], bigint[], interval, uuid) is
'Part of app.pay_creator: rows, wallet lines and news of agents'' parts (app.distribute_fee) of a fee, in minor units; hold: how long they '
'wait from the release.';
