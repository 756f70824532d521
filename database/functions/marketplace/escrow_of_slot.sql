-- Its money is the gig's already: it begins as locked.
create or replace function app.escrow_of_slot(deal public.deals, moment timestamptz) returns public.escrows
language plpgsql security definer set search_path = '' as $$
declare
  milestone public.deal_milestones;
  escrow public.escrows;
begin
  insert into public.deal_milestones (
    deal_id, brand_id, creator_user_id, number, title, price, fee, total, due_days, due_at
  ) values (
    deal.id, deal.brand_id, deal.creator_user_id, 1, deal.title, deal.price, deal.fee, deal.total,
    (deal.terms ->> 'due_days')::integer, moment + make_interval(days => (deal.terms ->> 'due_days')::integer)
  ) returning * into milestone;
  escrow.status := 'locked';
  escrow.locked_at := moment;
  select t.deadline_at, t.next_step into escrow.deadline_at, escrow.next_step
  from app.escrow_deadline(escrow, deal.terms, milestone.due_at) as t;
  insert into public.escrows (
    deal_id, milestone_id, brand_id, creator_user_id, currency, price, fee, total, status, version, funding, turn_at,
    locked_at, deadline_at, next_step
  ) values (
    deal.id, milestone.id, deal.brand_id, deal.creator_user_id, deal.currency, deal.price, deal.fee, deal.total,
    'locked', 1, 'gig', moment, moment, escrow.deadline_at, escrow.next_step
  ) returning * into escrow;
  return escrow;
end
$$;

comment on function app.escrow_of_slot(public.deals, timestamptz) is
'Milestone and escrow of a claimed slot. The caller posts, and writes the event "claimed".';
