create or replace function app.ask_cancellation(escrow public.escrows, side text, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
begin
  if escrow.cancel_asked_side = side then
    return; -- twice is once
  end if;
  escrow.cancel_asked_by := case side when 'brand' then auth.uid() else escrow.creator_user_id end;
  escrow.cancel_asked_side := side;
  escrow.cancel_asked_at := moment;
  escrow := app.with_deadline(escrow);
  update public.escrows as e
  set cancel_asked_by = escrow.cancel_asked_by, cancel_asked_side = side, cancel_asked_at = moment,
    deadline_at = escrow.deadline_at, next_step = escrow.next_step
  where e.id = escrow.id;
  perform app.tell_of_escrow(escrow, 'cancellation_asked', '');
end
$$;

comment on function app.ask_cancellation(public.escrows, text, timestamptz) is
'One side (brand, creator) asks to cancel; the wish lapses by its timer. The caller holds the locks.';
