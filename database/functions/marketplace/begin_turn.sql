create or replace function app.begin_turn(deal_id uuid, number integer, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
begin
  select e.* into escrow from public.escrows as e
  inner join public.deal_milestones as m on m.id = e.milestone_id
  where m.deal_id = begin_turn.deal_id and m.number = begin_turn.number for no key update of e;
  if escrow.turn_at is not null or escrow.id is null then
    return;
  end if;
  escrow.turn_at := moment;
  select t.deadline_at, t.next_step into escrow.deadline_at, escrow.next_step
  from app.escrow_deadline(escrow, '{}', null) as t where escrow.status in ('pending_payment', 'failed');
  update public.escrows as e
  set turn_at = moment, deadline_at = coalesce(escrow.deadline_at, e.deadline_at),
    next_step = coalesce(escrow.next_step, e.next_step)
  where e.id = escrow.id and e.status not in ('released', 'refunded', 'cancelled');
  if escrow.status in ('pending_payment', 'failed') and number > 1 then -- the first is tried at once: app.begin_deal tells
    perform app.tell_of_escrow(escrow, 'payment_due', '');
  end if;
end
$$;

comment on function app.begin_turn(uuid, integer, timestamptz) is
'A milestone comes to its turn: the brand pays for it from then on. Once; nothing where there is no such milestone.';
