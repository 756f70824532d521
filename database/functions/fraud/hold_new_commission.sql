-- Whichever function books it: the release of a deal, a transfer that came back, something that is taken back of what is held.
create or replace function app.hold_new_commission() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  if new.kind = 'reversal' then
    update public.commissions as c set status = 'held'
    where c.id = new.id and c.status in ('pending', 'available') and exists (
      select from public.commissions as o where o.id = new.reverses and o.status = 'held'
    );
    return null;
  elsif new.amount < 0 or new.payout_id is not null then -- an advance: paid, and netted by what comes next
    return null;
  end if;
  insert into public.commission_holds (commission_id, group_id)
  select new.id, g.id from app.holding_groups(new.agent_user_id, new.escrow_id) as g (id);
  if found then
    update public.commissions as c set status = 'held' where c.id = new.id and c.status in ('pending', 'available');
  end if;
  return null;
end
$$;

comment on function app.hold_new_commission() is
'AFTER INSERT of a commission: it waits where a fraud group is pending that holds its agent, the person or the deal.';

grant execute on function app.hold_new_commission() to app_owner;

create or replace trigger hold_new_commission after insert on commissions
for each row execute function app.hold_new_commission();
