-- The deal is on: each milestone has an escrow that waits to be paid, the first one is due.
create or replace function app.begin_deal(deal public.deals, moment timestamptz) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  first public.escrows;
begin
  for escrow in
    insert into public.escrows (
      deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total, version
    )
    select m.deal_id, m.id, m.brand_id, m.creator_user_id, deal.currency, m.price, m.fee, m.total, 1
    from public.deal_milestones as m where m.deal_id = deal.id order by m.number
    returning *
  loop
    first := case when first.id is null then escrow else first end;
    perform app.note_escrow(escrow, 1, 'pending_payment', null, 'pending_payment');
  end loop;
  perform app.begin_turn(deal.id, 1, moment);
  select e.* into first from public.escrows as e where e.id = first.id;
  first := app.try_wallet(first, moment);
  if first.status = 'pending_payment' then -- who has paid is not asked to
    perform app.tell_of_escrow(first, 'payment_due', '');
  end if;
  return first;
end
$$;

comment on function app.begin_deal(public.deals, timestamptz) is
'Escrows for all milestones; the first one is paid out of the wallet, if that holds enough; '
'else the brand is told to pay. Returns it.';
