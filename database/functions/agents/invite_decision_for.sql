-- The country of a contact is what its agent says. An address of a country of its own says more: the stricter of both
-- holds. Domains that the world uses for themselves (.io, .co) are left out. What is of a place but no country's code (.eu, a
-- city's or region's, those in other letters) is nowhere that we may write to.
create or replace function app.invite_decision_for(country text, address text) returns text
language sql stable security definer set search_path = '' as $$
  with domain as (
    select upper(substring(invite_decision_for.address from '\.([^.@]+)$')) as ending
  ),
  decisions as (
    select app.invite_decision(invite_decision_for.country, 'email') as decision
    union all
    select case
      when length(d.ending) > 2 or d.ending !~ '^[A-Z]+$' or d.ending = 'EU' then 'share_only'
      else app.invite_decision(replace(d.ending, 'UK', 'GB'), 'email')
    end
    from domain as d
    where d.ending ~ '^[A-Z]{2}$'
      and d.ending not in ('AI', 'CC', 'CO', 'FM', 'GG', 'IO', 'LY', 'ME', 'SH', 'SO', 'TO', 'TV', 'VC', 'WS')
      or d.ending ~ '^XN--|[^\u0001-\u007f]'
      or d.ending in (
        'BERLIN', 'HAMBURG', 'BAYERN', 'NRW', 'RUHR', 'KOELN', 'COLOGNE', 'SAARLAND', 'WIEN', 'TIROL', 'SWISS', 'ZUERICH',
        'PARIS', 'BZH', 'ALSACE', 'CORSICA', 'LONDON', 'SCOT', 'WALES', 'CYMRU', 'AMSTERDAM', 'FRL', 'BRUSSELS',
        'VLAANDEREN', 'GENT', 'MADRID', 'BARCELONA', 'CAT', 'EUS', 'GAL', 'BUDAPEST', 'HELSINKI', 'STOCKHOLM', 'ISTANBUL',
        'IST', 'MOSCOW', 'TATAR', 'QUEBEC', 'RIO', 'TOKYO', 'OSAKA', 'KYOTO', 'NAGOYA', 'YOKOHAMA', 'OKINAWA', 'RYUKYU',
        'TAIPEI', 'SYDNEY', 'MELBOURNE', 'CAPETOWN', 'DURBAN', 'JOBURG', 'AFRICA', 'ASIA'
      )
  )
  select case
    when 'share_only' = any(array_agg(decision)) then 'share_only'
    when 'one_message' = any(array_agg(decision)) then 'one_message'
    else 'allowed'
  end
  from decisions
$$;

comment on function app.invite_decision_for(text, text) is
'Whether we may mail an invite to an address in a country: the stricter of the country''s policy and that of the address''s ending.';
