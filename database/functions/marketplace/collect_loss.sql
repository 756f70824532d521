-- What is owed whatever becomes of disputes that are still open: only that is collected, so that it does not matter which of
-- two was decided first. Gigs come before deals: nobody is at work for them.
create or replace function app.collect_loss(brand_id uuid, currency text, deposit_id uuid, moment timestamptz) returns void
language plpgsql security definer set search_path = '' as $$
declare
  owed bigint := app.debt_of(brand_id, currency) - coalesce((
    select sum(d.taken) from app.open_disputes(collect_loss.brand_id, collect_loss.currency) as d
  ), 0);
  gig public.gigs;
  escrow public.escrows;
begin
  perform app.tell_of_lost_deals(collect_loss.deposit_id) where owed > 0;
  for gig in
    select g.* from public.gigs as g
    where g.brand_id = collect_loss.brand_id and g.currency = collect_loss.currency and g.status in ('open', 'paused')
    order by g.mode = 'application', g.id -- which hold no money
  loop
    exit when owed <= 0;
    owed := owed - app.close_gig(gig, 'its funding ended', moment);
  end loop;
  for escrow in
    select e.*
    from app.escrows_at_stake(collect_loss.brand_id, collect_loss.currency, array[collect_loss.deposit_id], owed) as s
    inner join public.escrows as e on e.id = s.escrow_id
    where e.status in ('locked', 'work_in_progress', 'disputed') and not exists (
      select from public.deal_submissions as w where w.escrow_id = e.id and w.recalled_at is null
    )
    order by s.place, e.id
  loop
    exit when owed <= 0;
    perform app.unfreeze_escrows(array[escrow.id], moment, 'a card payment was lost', false) where escrow.frozen_by is not null;
    select e.* into escrow from public.escrows as e where e.id = escrow.id;
    if escrow.status = 'disputed' then
      perform app.end_deal_dispute(d, 0, 'loss', moment)
      from public.deal_disputes as d where d.escrow_id = escrow.id and d.status in ('open', 'answered', 'decided');
    else
      perform app.refund_escrow(escrow, moment, 'a card payment was lost');
    end if;
    owed := owed - escrow.total;
  end loop;
end
$$;

comment on function app.collect_loss(uuid, text, uuid, timestamptz) is
'A deposit was taken back for good, and its brand owes for it: gigs close, and deals at stake without work handed in are '
'refunded, until it is paid; whoever delivered goes on, and administrators hear of what is paid out. The caller holds the locks.';
