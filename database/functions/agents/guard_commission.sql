-- Its row is locked: two who take back of one commission at once wait for each other.
create or replace function app.guard_commission() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  original public.commissions;
  most bigint;
begin
  if new.kind = 'earned' then
    select new.base_fee - coalesce(sum(c.amount), 0) into most
    from public.commissions as c where c.escrow_id = new.escrow_id and c.kind = 'earned';
  elsif new.kind = 'reversal' then
    select c.* into original from public.commissions as c where c.id = new.reverses for no key update;
    select original.amount + coalesce(sum(c.amount), 0) into most
    from public.commissions as c where c.reverses = original.id;
    if (original.kind, original.agent_user_id, original.escrow_id, original.side, original.currency, original.base_fee)
      is distinct from ('earned', new.agent_user_id, new.escrow_id, new.side, new.currency, new.base_fee)
    then
      most := 0;
    end if;
  end if;
  if abs(new.amount) > most then
    raise exception using
      errcode = 'IR011', message = 'commissions of a fee come to no more than the fee, and no more is taken back than was earned',
      detail = jsonb_build_object('amount', abs(new.amount), 'left', most)::text;
  end if;
  return new;
end
$$;

comment on function app.guard_commission() is
'BEFORE INSERT on commissions: of a fee no more is earned than it is, of a commission no more is taken back. Raises IR011.';

grant execute on function app.guard_commission() to app_owner;

create or replace trigger guard_commission before insert on commissions
for each row execute function app.guard_commission();
