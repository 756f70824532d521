-- Lambdas of the release before call it: they know no programs of rewards. It goes with the next.
drop function if exists app.payout_lines(uuid, integer);
create or replace function app.payout_lines(payout_id uuid, at_most integer) returns table (
  earning_id uuid, kind text, campaign_id uuid, campaign_name text, brand_name text, submission_id uuid,
  gross_amount bigint, fee_amount bigint, amount bigint, reason text, earned_at timestamptz,
  deal_id uuid
)
language sql stable set search_path = '' as $$
  select
    e.earning_id, e.kind, e.campaign_id, e.campaign_name, e.brand_name, e.submission_id, e.gross_amount, e.fee_amount,
    e.amount, e.reason, e.earned_at, e.deal_id
  from app.payout_earnings(payout_id, at_most) as e
$$;

comment on function app.payout_lines(uuid, integer) is 'As app.payout_earnings, without the program that rewarded.';

grant execute on function app.payout_lines(uuid, integer) to authenticated, admin, service;
