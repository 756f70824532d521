-- migrate:up
set local lock_timeout = '3s';

-- A frozen escrow keeps what is left of its time; what it stood still, it gets on top of every deadline.
alter table escrows
add column frozen_at timestamptz,
add column frozen_step text,
add column stood_still tstzmultirange not null default '{}',
add constraint escrows_frozen_know_since_when check ((frozen_by is null) = (frozen_at is null)),
add constraint escrows_frozen_keep_their_step check ((frozen_rest is null) = (frozen_step is null)),
add constraint escrows_frozen_have_no_deadline check (frozen_by is null or deadline_at is null);
create index escrows_unfinished_of_a_brand on escrows (brand_id, currency)
where status not in ('released', 'refunded', 'cancelled');
comment on column escrows.frozen_by is 'The card dispute that holds it up; NULL: none. Where several do, one of them.';
comment on column escrows.frozen_rest is 'How long its deadline still was when it was frozen; NULL: it had none.';
comment on column escrows.frozen_step is 'What time would have done then.';
comment on column escrows.stood_still is 'When it was frozen, until when: times that count for no deadline.';

-- migrate:down
set local lock_timeout = '3s';
drop index escrows_unfinished_of_a_brand;
alter table escrows
drop constraint escrows_frozen_know_since_when,
drop constraint escrows_frozen_keep_their_step,
drop constraint escrows_frozen_have_no_deadline,
drop column frozen_at,
drop column frozen_step,
drop column stood_still;
comment on column escrows.frozen_by is null;
comment on column escrows.frozen_rest is null;
