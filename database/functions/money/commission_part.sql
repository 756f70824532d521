-- What a payout was netted of stays netted: the kind that was below zero has been settled by the other, which comes back
-- alone. By the running total, so that parts add up to the whole, however often it comes; as numeric, for the product of
-- two amounts is no bigint.
create or replace function app.commission_part(payout public.payouts, total bigint) returns bigint
language sql immutable set search_path = ''
return div(least(greatest(payout.commission_amount, 0), payout.amount)::numeric * total, payout.amount)::bigint;

comment on function app.commission_part(public.payouts, bigint) is
'What of the first total minor units of a payout that come back is owed again as commissions; the rest is as earnings.';
