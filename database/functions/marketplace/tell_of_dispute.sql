-- The sides, each with the amount that is theirs; creator_amount is what the step is about.
create or replace function app.tell_of_dispute(dispute public.deal_disputes, step text, but_side text default null)
returns void
language plpgsql security definer set search_path = '' as $$
declare
  words record;
  about record;
  facts jsonb;
begin
  select n.* into words from app.dispute_news(step) as n;
  select d.title, e.deal_id, e.total, e.deadline_at, e.next_step into about
  from public.escrows as e inner join public.deals as d on d.id = e.deal_id where e.id = dispute.escrow_id;
  facts := jsonb_strip_nulls(jsonb_build_object(
    'deal_id', about.deal_id, 'escrow_id', dispute.escrow_id, 'dispute_id', dispute.id, 'deal_title', about.title,
    'deadline_at', about.deadline_at, 'what_happens_then', about.next_step, 'currency', dispute.currency,
    'creator_amount', case when step in ('decided', 'resolved', 'appealed') then dispute.creator_amount
      when step <> 'message' then dispute.proposed_amount end
  ));
  if but_side is distinct from 'creator' then
    perform app.notify(
      dispute.creator_user_id, 'deals', words.type, words.title, format(words.message, about.title),
      facts || jsonb_build_object('amount', dispute.price, 'from_name', (
        select b.name from public.brand_profiles as b where b.id = dispute.brand_id
      ))
    );
  end if;
  if but_side is distinct from 'brand' then
    perform app.notify_brand(
      dispute.brand_id, 'campaign', 'deals', words.type, words.title, format(words.message, about.title),
      facts || jsonb_strip_nulls(jsonb_build_object(
        'amount', about.total, 'from_name', app.creator_name(dispute.creator_user_id)
      ))
    );
  end if;
end
$$;

comment on function app.tell_of_dispute(public.deal_disputes, text, text) is
'Tells the sides of a dispute, but for the one that did it, of a step (opened, answered, proposed, decided, appealed, resolved, '
'withdrawn, message); amounts in minor units.';
