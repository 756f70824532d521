-- The fee is taken of each unit and rounded there, so the sum of what is earned may differ from the fee of the sum.
create or replace function app.foretold_earnings(campaign_id uuid, amount bigint) returns bigint
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select sum(
      (u.quantity - 1) * (u.share - app.platform_fee(u.share))
      + u.share + u.remainder - app.platform_fee(u.share + u.remainder)
    )
    from app.unit_shares(foretold_earnings.campaign_id, foretold_earnings.amount) as u
  )::bigint, amount - app.platform_fee(amount))
$$;

comment on function app.foretold_earnings(uuid, bigint) is
'What a creator earns of an amount agreed for a campaign, when all of it is approved under the fee of this moment. Minor units.';
