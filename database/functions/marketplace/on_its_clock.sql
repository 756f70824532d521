-- What runs from a moment ends later by all that the escrow has stood still since: the rules of deadlines need not know why.
create or replace function app.on_its_clock(escrow public.escrows) returns public.escrows
language plpgsql immutable set search_path = '' as $$
begin
  if (escrow.stood_still <> '{}') is not true then -- of nearly every escrow
    return escrow;
  end if;
  escrow.turn_at := escrow.turn_at + app.stood_since(escrow, escrow.turn_at);
  escrow.paying_since := escrow.paying_since + app.stood_since(escrow, escrow.paying_since);
  escrow.locked_at := escrow.locked_at + app.stood_since(escrow, escrow.locked_at);
  escrow.restarted_at := escrow.restarted_at + app.stood_since(escrow, escrow.restarted_at);
  escrow.submitted_at := escrow.submitted_at + app.stood_since(escrow, escrow.submitted_at);
  escrow.rejected_at := escrow.rejected_at + app.stood_since(escrow, escrow.rejected_at);
  escrow.approved_at := escrow.approved_at + app.stood_since(escrow, escrow.approved_at);
  escrow.disputed_at := escrow.disputed_at + app.stood_since(escrow, escrow.disputed_at);
  escrow.gone_at := escrow.gone_at + app.stood_since(escrow, escrow.gone_at);
  escrow.cancel_asked_at := escrow.cancel_asked_at + app.stood_since(escrow, escrow.cancel_asked_at);
  escrow.reminded_at := escrow.reminded_at + app.stood_since(escrow, escrow.reminded_at);
  return escrow;
end
$$;

comment on function app.on_its_clock(public.escrows) is
'The escrow with its moments as late as its deadlines have to count from. To reckon with, never to be written.';
