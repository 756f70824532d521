-- The fee is taken of each unit and rounded there, so the sum of what is earned may differ from the fee of the sum. Definer,
-- because who takes part no more sees no deliverables, and is told the same as the brand.
create or replace function app.net_amount(campaign_id uuid, amount bigint) returns bigint
language plpgsql stable security definer set search_path = '' as $$
begin
  perform from public.campaigns as c
  where c.id = net_amount.campaign_id and (
    auth.is_privileged() or c.brand_id = any(auth.brand_ids())
    or exists (
      select from public.campaign_invitations as i where i.campaign_id = c.id and i.creator_user_id = auth.uid()
    )
  );
  if not found then
    raise exception using errcode = 'IG003', message = 'no such campaign', detail = '{}';
  end if;
  return coalesce((
    select sum(
      (u.quantity - 1) * (u.share - app.platform_fee(u.share))
      + u.share + u.remainder - app.platform_fee(u.share + u.remainder)
    )
    from app.unit_shares(net_amount.campaign_id, net_amount.amount) as u
  )::bigint, amount - app.platform_fee(amount));
end
$$;

comment on function app.net_amount(uuid, bigint) is
'What a creator earns of an amount agreed for a campaign, when all of it is approved under the fee of this moment. Minor '
'units. Raises IG003 for who has nothing to do with the campaign.';

grant execute on function app.net_amount(uuid, bigint) to authenticated, admin, service;
