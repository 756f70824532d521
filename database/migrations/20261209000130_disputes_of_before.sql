-- migrate:up
set local lock_timeout = '3s';

-- Held funds could be disputed before disputes had rows: by the look at a post that did not stay, for the brand.
alter table escrows no force row level security;
alter table deal_disputes no force row level security;
insert into deal_disputes (
  escrow_id, brand_id, creator_user_id, currency, price, side, reason_code, claim, opener_amount, opened_at,
  proposed_side, proposed_amount, evidence, evidence_hash
)
select
  e.id,
  e.brand_id,
  e.creator_user_id,
  e.currency,
  e.price,
  'brand' as side,
  'not_live' as reason_code,
  'The post did not stay.' as claim,
  0 as opener_amount,
  e.disputed_at,
  'brand' as proposed_side,
  0 as proposed_amount,
  '{}' as evidence,
  sha256('{}') as evidence_hash
from escrows as e
where
  e.status = 'disputed' and not exists (
    select from deal_disputes as d
    where d.escrow_id = e.id and d.status in ('open', 'answered', 'decided')
  );
alter table deal_disputes force row level security;
alter table escrows force row level security;

-- migrate:down
set local lock_timeout = '3s';
-- NOTE: the rows go with their table.
select 1;
