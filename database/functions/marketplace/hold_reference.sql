create or replace function app.hold_reference(escrow public.escrows) returns text
language sql immutable set search_path = ''
return format('deal:%s:%s', (escrow).id, (escrow).version + 1);

comment on function app.hold_reference(public.escrows) is
'By what a posting of the next event of an escrow is known: deal:<escrow>:<seq>.';
