-- The words. A type names its template.
create or replace function app.escrow_news(
  escrow public.escrows, event_type text, out tells text, out type text, out title text, out message text
)
language plpgsql immutable set search_path = '' as $$
begin
  select w.tells, w.type, w.title, w.message into tells, type, title, message
  from (values
    ('payment_due', 'brand', 'deal_payment_due', 'A milestone waits for your payment', '"%s": pay for the next milestone, so that work can begin.'),
    ('claimed', 'brand', 'gig_claimed', 'A slot of your gig is claimed', '"%s" has a creator more. The money for it is held.'),
    ('locked', 'both', 'deal_locked', 'The money for a milestone is held', '"%s": the money is held, and work can begin.'),
    ('failed', 'brand', 'deal_payment_failed', 'A payment did not come through', '"%s": the milestone is not paid for. What has come stays in your wallet.'),
    ('work_in_progress', 'brand', 'deal_started', 'Work on a deal has begun', '"%s": the creator is at work.'),
    ('work_submitted', 'brand', 'deal_review_due', 'Work waits for your review', '"%s": work was handed in. Without an answer in time it is approved.'),
    ('rejected', 'creator', 'deal_rejected', 'Your work was rejected', '"%s": the brand asks for something else. Take it up again in time, or the money goes back.'),
    ('influencer_paid', 'creator', 'deal_released', 'You have earned money', '"%s": your work is approved and paid. It is transferred with your next payout.'),
    ('released', 'brand', 'deal_paid', 'A deal was paid', '"%s": the held money went to the creator.'),
    ('refund', 'both', 'deal_refunded', 'Held money went back', '"%s": the milestone ended without a payment to the creator. The money is the brand''s again.'),
    ('cancelled', 'both', 'deal_cancelled', 'A milestone was cancelled', '"%s": a milestone that nobody paid for is off.'),
    ('cancellation_asked', 'both', 'deal_cancellation_asked', 'The other side asks to cancel', '"%s": cancel it, too, and the held money goes back. Do nothing, and the deal goes on.'),
    ('frozen', 'both', 'deal_frozen', 'A deal stands still', '"%s": a card payment of the brand is disputed, and holds the money up. All times wait until this is over.'),
    ('unfrozen', 'both', 'deal_unfrozen', 'A deal goes on', '"%s": no disputed card payment holds the money up any more. All times go on with what was left of them.'),
    ('gone', 'creator', 'deal_post_gone', 'Your post is gone', '"%s": your post should stay, and is not to be seen. Restore it in time, or the deal is disputed.')
  ) as w (event, tells, type, title, message)
  where w.event = escrow_news.event_type;
  if escrow.disputed_from is not null and event_type in ('influencer_paid', 'released', 'refund') then
    type := null; -- app.end_deal_dispute tells how it ended
  elsif event_type = 'reminded' and escrow.status = 'under_review' then
    tells := 'brand';
    type := 'deal_review_reminder';
    title := 'Work still waits for your review';
    message := '"%s": without an answer in time it is approved.';
  elsif event_type = 'reminded' then
    tells := 'both';
    type := 'deal_hold_notice';
    title := 'Money is not held much longer';
    message := '"%s": when the time is over, approved work is paid, and money for other work goes back.';
  elsif event_type = 'approved' and escrow.deadline_at > escrow.approved_at then
    tells := 'creator';
    type := 'deal_approved';
    title := 'Your work is approved';
    message := '"%s": the money is yours once your post has stayed for the agreed time.';
  end if;
end
$$;

comment on function app.escrow_news(public.escrows, text) is
'Which side (brand, creator, both) is told of an event, under which type and in which words; NULL: nobody.';
