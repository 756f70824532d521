-- app.step_escrow of many, for the steps that time makes of many at once: one UPDATE, one INSERT of events, one of news.
create or replace function app.step_escrows(
  escrows public.escrows[], new_status text, moment timestamptz, reasons text[] default '{}'
) returns public.escrows[]
language plpgsql security definer set search_path = '' as $$
declare
  escrow public.escrows;
  moved public.escrows[] := '{}';
begin
  if cardinality(escrows) = 0 then
    return escrows;
  end if;
  foreach escrow in array escrows loop
    escrow.status := new_status;
    escrow.version := escrow.version + 1;
    case new_status
      when 'under_review', 'refunding' then null;
      when 'refunded' then
        escrow.refunded_at := moment;
        escrow.refunded_amount := escrow.total;
      when 'cancelled' then escrow.cancelled_at := moment;
    end case;
    if new_status in ('refunded', 'cancelled') then
      escrow.cancel_asked_by := null;
      escrow.cancel_asked_side := null;
      escrow.cancel_asked_at := null;
    end if;
    moved := moved || escrow;
  end loop;
  moved := app.save_escrows(moved);
  perform app.note_escrows(
    escrows, moved, case new_status when 'refunded' then 'refund' else new_status end, reasons
  );
  return moved;
end
$$;

comment on function app.step_escrows(public.escrows[], text, timestamptz, text[]) is
'The escrows as under_review, cancelled, refunding or refunded, in their order; reasons: one for each, or none. The caller holds '
'the locks. Raises IK001 for a step that the machine lacks, IK003 where a card dispute holds one up.';
