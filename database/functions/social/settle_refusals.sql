-- What refusals lead to, at the end of a run, when it is known whether they were many. An account is locked before it
-- is looked at again: whoever connects it meanwhile is not expired for the tokens before.
create or replace function app.settle_refusals() returns integer
language plpgsql security definer set search_path = '' as $$
declare
  asked public.social_platforms;
  is_doubted boolean;
  refused uuid[];
  expired integer := 0;
begin
  for asked in
    select p.* from public.social_platforms as p
    where p.doubted_since is not null or exists (
      select from public.social_token_refreshes as r
      join public.social_accounts as a on a.id = r.social_account_id
      where r.refused_at is not null and a.status = 'connected' and a.platform = p.platform
    )
    order by p.platform for no key update
  loop
    is_doubted := app.weigh_refusals(asked.platform);
    select array_agg(locked.id) into refused from (
      select a.id from public.social_accounts as a
      join public.social_token_refreshes as r on r.social_account_id = a.id
      where r.refused_at is not null and a.status = 'connected' and a.platform = asked.platform
      order by a.id for no key update of a
    ) as locked;
    expired := expired + app.expire_accounts(array(
      select r.social_account_id from public.social_token_refreshes as r
      where r.social_account_id = any(refused) and r.refused_at is not null and (
        not is_doubted or (
          r.refused_at >= r.refused_since + interval '1 day' and exists (
            select from public.social_token_refreshes as o
            join public.social_accounts as a on a.id = o.social_account_id
            where a.platform = asked.platform and o.refused_at is null
              and o.renewed_at > r.refused_since and o.renewed_at < r.refused_at
          )
        )
      )
    ));
  end loop;
  return expired;
end
$$;

comment on function app.settle_refusals() is
'Expires the accounts whose tokens are refused, and tells their creators; how many. While a platform is in doubt only
those that it refused for more than a day, and again after it had renewed others.';

grant execute on function app.settle_refusals() to service;
