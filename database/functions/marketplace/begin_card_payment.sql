-- The deposit names the escrow, the escrow its deposit; what becomes of the deposit is Stripe's to say.
create or replace function app.begin_card_payment(escrow_id uuid) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  deposit_id uuid;
begin
  select e.* into escrow from public.escrows as e where e.id = begin_card_payment.escrow_id;
  perform app.require_manager(escrow.brand_id, escrow.creator_user_id);
  perform app.require_money(escrow.brand_id);
  escrow := app.lock_escrow(escrow_id);
  perform app.require_escrow_status(escrow, 'pending_payment', 'failed');
  deposit_id := app.begin_deposit(app.wallet_of(escrow.brand_id, null, escrow.currency), escrow.total);
  update public.wallet_transactions as t
  set metadata = t.metadata || jsonb_build_object('escrow_id', escrow.id) where t.id = deposit_id;
  escrow.funding := 'card';
  escrow.deposit_id := deposit_id;
  perform app.step_escrow(escrow, 'payment_processing', now());
  return deposit_id;
end
$$;

comment on function app.begin_card_payment(uuid) is
'A deposit of what a milestone costs, for who may move the brand''s money; its id. Raises IG003, IM005, IK001, IK003.';

grant execute on function app.begin_card_payment(uuid) to authenticated;
