-- Definer, because who takes part no more sees no deliverables, and is told the same as the brand.
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
  return app.foretold_earnings(campaign_id, amount);
end
$$;

comment on function app.net_amount(uuid, bigint) is
'app.foretold_earnings for who has to do with the campaign. Minor units. Raises IG003 for anybody else.';

grant execute on function app.net_amount(uuid, bigint) to authenticated, admin, service;
