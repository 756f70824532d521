-- migrate:up
set local lock_timeout = '3s';

-- What creators earn of deals stands beside what they earn of campaigns, and is paid out together with it.
alter table earnings
alter column campaign_id drop not null,
add column escrow_id uuid
constraint earnings_pay_for_an_escrow references escrows (id) on delete restrict,
add constraint earnings_belong_to_a_brand foreign key (brand_id) references brand_profiles (id) on delete restrict,
drop constraint earning_refers_to_what_its_kind_needs,
add constraint earning_refers_to_what_its_kind_needs check (
  (kind = 'earned') = (num_nonnulls(submission_id, escrow_id) = 1) and num_nonnulls(submission_id, escrow_id) <= 1
  and (kind = 'clawback') = (clawback_of is not null) and (submission_id is null or campaign_id is not null)
);
create unique index earning_pays_an_escrow_once on earnings (escrow_id) where kind = 'earned' and escrow_id is not null;
create index earnings_by_escrow on earnings (escrow_id) where escrow_id is not null;
create index earnings_of_a_brand on earnings (brand_id);
comment on column earnings.campaign_id is 'NULL where a deal is paid.';
comment on column earnings.escrow_id is 'The held funds that paid it; NULL where a submission to a campaign is paid.';

-- migrate:down
set local lock_timeout = '3s';
alter table earnings
drop constraint earning_refers_to_what_its_kind_needs,
drop column escrow_id,
drop constraint earnings_belong_to_a_brand,
add constraint earning_refers_to_what_its_kind_needs check (
  (kind = 'earned') = (submission_id is not null) and (kind = 'clawback') = (clawback_of is not null)
) not valid;
drop index earnings_of_a_brand;
-- NOTE: earnings of deals cannot be told by the old schema: campaign_id stays nullable where there are some.
do $$
begin
  if not exists (select from earnings where campaign_id is null) then
    alter table earnings alter column campaign_id set not null;
  end if;
end
$$;
comment on column earnings.campaign_id is null;
