-- migrate:up
set local lock_timeout = '3s';

-- One transfer pays what somebody is owed as creator and as agent. What of it are commissions is kept: what comes back of it
-- is owed again in the same parts, also after a payout has failed and what it was made of went into others.
alter table payouts
add column commission_amount bigint not null default 0,
add column commission_ids uuid[] not null default '{}';
comment on table payouts is 'Transfers to creators and agents; amount in minor units of currency.';
comment on column payouts.creator_user_id is
'Who is paid: a creator, an agent, or somebody who is both. (The column is older than agents.)';
comment on column payouts.commission_amount is
'What of amount are commissions, in minor units; the rest are earnings. Either may be below zero: the other is less by it.';
comment on column payouts.commission_ids is
'The commissions, less what was taken back, that it was made of; they are free for another payout once it has failed.';

-- As of earnings: what a transfer paid that turned up too late, and the same below zero, which the next payout takes off.
alter table commissions
drop constraint commissions_kind_is_known,
drop constraint commissions_refer_to_what_their_kind_needs,
drop constraint commissions_sign_follows_their_kind,
drop constraint commissions_are_part_of_a_fee,
add constraint commissions_kind_is_known check (kind in ('earned', 'reversal', 'returned', 'advance')),
add constraint commissions_refer_to_what_their_kind_needs check (
  (kind = 'reversal') = (reverses is not null)
  and num_nonnulls(escrow_id, side) = case when kind in ('returned', 'advance') then 0 else 2 end
),
add constraint commissions_sign_follows_their_kind check (
  case kind when 'reversal' then amount < 0 when 'advance' then amount <> 0 else amount > 0 end
),
add constraint commissions_are_part_of_a_fee
check (base_fee >= 0 and (kind in ('returned', 'advance') or abs(amount) <= base_fee));
comment on table commissions is
'Parts of fees (base_fee, of the escrow) that agents earned, in minor units. reversal: taken back, below zero, refers by reverses; '
'returned: a transfer that came back is owed again; advance: paid before it was owed, taken off the next payout.';

-- migrate:down
set local lock_timeout = '3s';
comment on table commissions is
'Parts of fees (base_fee, of the escrow) that agents earned, in minor units. reversal: taken back, below zero, refers by reverses; '
'returned: a transfer that came back is owed again.';
-- Not valid: advances stay written.
alter table commissions
drop constraint commissions_are_part_of_a_fee,
drop constraint commissions_sign_follows_their_kind,
drop constraint commissions_refer_to_what_their_kind_needs,
drop constraint commissions_kind_is_known,
add constraint commissions_kind_is_known check (kind in ('earned', 'reversal', 'returned')) not valid,
add constraint commissions_refer_to_what_their_kind_needs check (
  (kind = 'reversal') = (reverses is not null)
  and case kind when 'returned' then num_nonnulls(escrow_id, side) = 0 else num_nonnulls(escrow_id, side) = 2 end
) not valid,
add constraint commissions_sign_follows_their_kind check (
  case kind when 'reversal' then amount < 0 else amount > 0 end
) not valid,
add constraint commissions_are_part_of_a_fee
check (base_fee >= 0 and (kind = 'returned' or abs(amount) <= base_fee)) not valid;
comment on column payouts.creator_user_id is null;
comment on table payouts is 'Transfers to creators; amount in minor units of currency.';
alter table payouts drop column commission_ids, drop column commission_amount;
