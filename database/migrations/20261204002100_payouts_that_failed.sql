-- migrate:up
set local lock_timeout = '3s';

-- A creator reads words, an administrator the code; and a payout knows what it was made of, also after it failed.
alter table payouts
add column failure_code text,
add column earning_ids uuid[] not null default '{}';
comment on column payouts.failure_reason is 'Why it failed or is not clear, in words for the creator.';
comment on column payouts.failure_code is 'What Stripe said, or what went wrong, in the words of machines.';
comment on column payouts.earning_ids is
'The earnings, less clawbacks, that it was made of; they are free for another payout once it has failed.';

alter table payouts no force row level security;
alter table earnings no force row level security;
update payouts as p set
  failure_code = p.failure_reason,
  failure_reason = case
    when p.status = 'failed' then 'It did not work.'
    when p.failure_reason is not null then 'We are checking with Stripe whether it was made.'
  end,
  earning_ids = array(
    select e.id from earnings as e
    where e.payout_id = p.id
    order by e.id
  );
alter table payouts force row level security;
alter table earnings force row level security;

-- A transfer may turn up that nobody believed in any more.
drop trigger status_machine on payouts;
create trigger status_machine before update of status on payouts
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM012', '{"pending": ["paid", "failed", "manual_review"], "manual_review": ["paid", "failed"], "failed": ["paid"]}'
);

-- What such a transfer paid, and another one too, was paid in advance: the next payout takes it off.
alter table earnings
drop constraint earning_kind_is_known,
drop constraint earning_sign_follows_its_kind,
add constraint earning_kind_is_known check (kind in ('earned', 'clawback', 'returned', 'advance')),
add constraint earning_sign_follows_its_kind check (
  case kind
    when 'clawback' then gross_amount <= 0 and fee_amount <= 0 and amount < 0
    when 'advance' then fee_amount = 0 and amount <> 0
    else amount >= 0 and fee_amount >= 0
  end
);
comment on table earnings is
'Owed to creators: amount is net of the platform''s fee, in minor units. A clawback is negative; money that '
'came back by a reversed transfer is owed again (returned); what was paid before it was owed (advance) is taken off the '
'next payout.';

-- migrate:down
set local lock_timeout = '3s';
comment on table earnings is
'Owed to creators: amount is net of the platform''s fee, in minor units. A clawback is negative; money that '
'came back by a reversed transfer is owed again (returned).';
-- Not valid: advances stay written.
alter table earnings
drop constraint earning_sign_follows_its_kind,
drop constraint earning_kind_is_known,
add constraint earning_sign_follows_its_kind check (
  case kind when 'clawback' then gross_amount <= 0 and fee_amount <= 0 and amount < 0
    else amount >= 0 and fee_amount >= 0 end
) not valid,
add constraint earning_kind_is_known check (kind in ('earned', 'clawback', 'returned')) not valid;
drop trigger status_machine on payouts;
create trigger status_machine before update of status on payouts
for each row when (old.status is distinct from new.status) execute function app.guard_status_machine(
  'IM012', '{"pending": ["paid", "failed", "manual_review"], "manual_review": ["paid", "failed"]}'
);
comment on column payouts.failure_reason is null;
alter table payouts no force row level security;
update payouts as p set failure_reason = p.failure_code
where p.failure_code is not null;
alter table payouts force row level security;
alter table payouts drop column earning_ids, drop column failure_code;
