create or replace function app.with_deadline(escrow public.escrows) returns public.escrows
language plpgsql stable set search_path = '' as $$
declare
  context record;
begin
  select d.terms, m.due_at into context
  from public.deal_milestones as m inner join public.deals as d on d.id = m.deal_id where m.id = escrow.milestone_id;
  select t.deadline_at, t.next_step into escrow.deadline_at, escrow.next_step
  from app.escrow_deadline(escrow, context.terms, context.due_at) as t;
  return escrow;
end
$$;

comment on function app.with_deadline(public.escrows) is
'The escrow as given, with the deadline that its terms and its milestone''s due date make of it now. Writes nothing.';
