-- migrate:up
set local lock_timeout = '3s';

-- What somebody claimed stands beside what they earned, and is paid out together with it. Whoever pays is a brand or the platform.
alter table earnings
alter column brand_id drop not null,
add column award_id uuid
constraint earnings_pay_an_award references reward_awards (id) on delete restrict,
drop constraint earning_kind_is_known,
add constraint earning_kind_is_known check (kind in ('earned', 'clawback', 'returned', 'advance', 'reward')),
drop constraint earning_refers_to_what_its_kind_needs,
add constraint earning_refers_to_what_its_kind_needs check (
  (kind = 'earned') = (num_nonnulls(submission_id, escrow_id) = 1) and num_nonnulls(submission_id, escrow_id) <= 1
  and (kind = 'clawback') = (clawback_of is not null) and (submission_id is null or campaign_id is not null)
  and (kind = 'reward') = (award_id is not null) and (kind <> 'earned' or brand_id is not null)
);
create unique index earning_pays_an_award_once on earnings (award_id) where award_id is not null;
comment on table earnings is
'Owed to people: amount is net of the platform''s fee, in minor units. A clawback is negative; money that came back by a reversed '
'transfer is owed again (returned); a reward has no fee and is not of their work.';
comment on column earnings.campaign_id is 'NULL where a deal or a reward is paid.';
comment on column earnings.brand_id is 'Who pays; NULL where the platform does: a reward, or what came back of one.';
comment on column earnings.award_id is 'The reward that was claimed; NULL where work is paid.';

-- migrate:down
set local lock_timeout = '3s';
drop index earning_pays_an_award_once;
comment on table earnings is
'Owed to creators: amount is net of the platform''s fee, in minor units. A clawback is negative; money that '
'came back by a reversed transfer is owed again (returned).';
comment on column earnings.campaign_id is 'NULL where a deal is paid.';
comment on column earnings.brand_id is null;
-- Not valid: earnings of rewards stay written.
alter table earnings
drop constraint earning_refers_to_what_its_kind_needs,
drop constraint earning_kind_is_known,
drop column award_id,
add constraint earning_kind_is_known check (kind in ('earned', 'clawback', 'returned', 'advance')) not valid,
add constraint earning_refers_to_what_its_kind_needs check (
  (kind = 'earned') = (num_nonnulls(submission_id, escrow_id) = 1) and num_nonnulls(submission_id, escrow_id) <= 1
  and (kind = 'clawback') = (clawback_of is not null) and (submission_id is null or campaign_id is not null)
) not valid;
-- NOTE: rewards of the platform cannot be told by the old schema: brand_id stays nullable where there are some.
do $$
begin
  if not exists (select from earnings where brand_id is null) then
    alter table earnings alter column brand_id set not null;
  end if;
end
$$;
