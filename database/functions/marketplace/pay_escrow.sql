create or replace function app.pay_escrow(escrow_id uuid) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  select e.* into escrow from public.escrows as e where e.id = pay_escrow.escrow_id;
  perform app.require_manager(escrow.brand_id, escrow.creator_user_id);
  escrow := app.lock_escrow(escrow_id, true);
  perform app.require_escrow_status(escrow, 'pending_payment', 'failed');
  perform app.lock_deal(escrow, now());
end
$$;

comment on function app.pay_escrow(uuid) is
'The brand''s wallet pays for a milestone, also before its turn: whoever agreed to the deal set its price. Raises IG003, IM001, '
'IM005, IK001, IK003.';

grant execute on function app.pay_escrow(uuid) to authenticated;
