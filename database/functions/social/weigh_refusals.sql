-- A platform that switches our client off refuses everybody, in the words in which it refuses one: the count tells.
-- The last answers of a day are weighed, four times as many as it takes to doubt, one an account.
create or replace function app.weigh_refusals(platform text) returns boolean
language plpgsql security definer set search_path = '' as $$
declare
  rules public.social_platforms;
  refused uuid[];
  answers integer;
  is_doubted boolean;
begin
  select p.* into strict rules from public.social_platforms as p
  where p.platform = weigh_refusals.platform for no key update;
  select array_agg(last.id) filter (where last.is_refusal), count(*) into refused, answers
  from (
    select a.id, r.refused_at is not null as is_refusal
    from public.social_token_refreshes as r
    join public.social_accounts as a on a.id = r.social_account_id
    where a.platform = rules.platform and coalesce(r.refused_at, r.renewed_at) > clock_timestamp() - interval '1 day'
    order by coalesce(r.refused_at, r.renewed_at) desc limit 4 * rules.refusals_to_doubt
  ) as last;
  is_doubted := coalesce(cardinality(refused), 0) >= rules.refusals_to_doubt
    and cardinality(refused) > answers * rules.share_to_doubt;
  if is_doubted and rules.doubted_since is null then
    update public.social_platforms as p set doubted_since = clock_timestamp() where p.platform = rules.platform;
    update public.social_accounts as a set status = 'connected' where a.id = any(refused) and a.status = 'expired';
    perform app.tell_of_platform_trouble(rules.platform, 'many_refusals');
  elsif not is_doubted and rules.doubted_since is not null then
    update public.social_platforms as p set doubted_since = null where p.platform = rules.platform;
    update public.social_token_refreshes as r
    set refused_since = null, refused_at = null, refusal = null, not_before = null
    from public.social_accounts as a
    where a.id = r.social_account_id and a.platform = rules.platform and a.status = 'connected'
      and r.refused_at < coalesce((
        select min(o.renewed_at) from public.social_token_refreshes as o
        join public.social_accounts as b on b.id = o.social_account_id
        where b.platform = rules.platform and o.refused_at is null and o.renewed_at > rules.doubted_since
      ), 'infinity');
  end if;
  return is_doubted;
end
$$;

comment on function app.weigh_refusals(text) is
'Whether a platform refuses so many accounts that the fault must be ours. When that begins, who expired of it is
connected again and the administrators are told. It ends when others are answered; what was refused before that is
forgotten, and asked again.';
