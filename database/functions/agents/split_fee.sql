-- The source's rule: one agent has the whole share, two have half of theirs each, rounded down so that equal shares stay
-- equal; what no row names stays with the platform.
create or replace function app.split_fee(
  fee bigint, brand_agent uuid, creator_agent uuid, brand_share integer, creator_share integer
) returns table (agent_user_id uuid, side text, amount bigint)
language sql immutable parallel safe set search_path = '' as $$
  select p.agent_user_id, p.side, p.amount
  from (
    select
      s.agent_user_id, case when split_fee.brand_agent = split_fee.creator_agent then 'both' else s.side end as side,
      -- numeric: ten thousand times a fee may be more than a bigint holds.
      div(div(split_fee.fee::numeric * s.share, 10000), case
        when split_fee.brand_agent <> split_fee.creator_agent then 2 else 1
      end)::bigint as amount
    from (
      values (split_fee.brand_agent, 'brand', split_fee.brand_share),
      (split_fee.creator_agent, 'creator', split_fee.creator_share)
    ) as s (agent_user_id, side, share)
    where s.side = 'brand' or split_fee.brand_agent is distinct from split_fee.creator_agent
  ) as p
  where p.agent_user_id is not null and p.amount > 0
$$;

comment on function app.split_fee(bigint, uuid, uuid, integer, integer) is
'Agents'' parts of a fee, in minor units, by the agent of each side and their shares in hundredths of a percent (app.agent_share): '
'one row `both` where one agent brought both; no row where nothing is left of it.';
