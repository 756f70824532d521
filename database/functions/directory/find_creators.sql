-- No one way to a page is short for every search. What many have is met soon on a walk along the order of the list;
-- what few have is gathered by its words and then sorted. Each way is slow where the other is fast:
-- * The planner guesses how many match. On a walk one is met every (listed / matches) entries, four of which cost what
--   one row of the table does: gathering is shorter where 4 * matches² < at_most * listed. What few words find is gathered
--   in any case: cheap rates and many followers are not found along one another.
-- * A guess takes filters for independent, which Japan and Japanese are not. So gathering stops at 3,000, or at twice
--   what its words find, and a walk at what gathering would cost, or at a quarter of the order: a wrong guess costs no
--   more than the right way.
-- * What both have missed is gathered to the end: each match is read once, at worst each entry of the directory.
-- The statements are made for the filters that are given, so that each combination has a plan of its own.
create or replace function app.find_creators(
  filters jsonb, sort text, after_key text, after_id uuid, at_most integer
) returns table (user_id uuid, sort_key text, place bigint)
language plpgsql security definer set search_path = '' as $$
declare
  most_gathered constant integer := 3000;
  rare constant integer := 10;
  f constant app.creator_filters := jsonb_populate_record(null::app.creator_filters, filters);
  key constant text := case sort
    when 'followers' then 'followers' when 'engagement' then 'engagement' when 'newest' then 'joined_at'
    when 'name' then 'name_key' end;
  way constant text := case sort when 'name' then 'asc' else 'desc' end;
  facets constant text := app.directory_facets(f);
  proof text;
  weight integer;
  range constant text := case sort
    when 'followers' then 'd.followers between ' || coalesce(f.followers_min, 0) || ' and '
      || coalesce(f.followers_max, 9223372036854775807)
    when 'engagement' then 'd.engagement >= ' || coalesce(ceil(f.engagement_min * 1000000)::integer, 0) end;
  beyond text;
  rest text;
  gathering text;
  worded numeric;
  matches numeric;
  listed numeric;
  few numeric; -- rows that are read at once in any case
  ids uuid[];
  keys text[];
  is_complete boolean := false;
  language_is_rare boolean := false;
  looked_up app.creator_filters := f; -- by words
  figures app.creator_filters := f;
  words text;
begin
  if key is null or not coalesce(at_most between 1 and 101, false) or (after_key is null) <> (after_id is null) then
    raise exception using errcode = 'invalid_parameter_value', message = 'no such order, or no such page of it';
  end if;
  if not auth.is_privileged() and auth.brand_ids() = '{}' then
    raise exception using errcode = 'IM005', message = 'Only brands look for creators.';
  end if;
  -- A name without a letter, or a category without a word: nobody has it.
  if f.search is not null and app.name_words(f.search) = '{}'
    or f.category is not null and app.category_keys(f.category) = '{}'
  then
    return;
  end if;

  select greatest(c.reltuples, 1) into listed from pg_catalog.pg_class as c
  where c.oid = 'public.creator_directory'::regclass;
  few := least(2 * most_gathered, listed / 100);
  -- A language is looked up together with other words where it shortens what they find by much, and its list is short.
  if f.language is not null and coalesce(f.search, f.category::text, f.country::text, f.rate_type) is not null then
    language_is_rare := app.estimated_rows(app.has_words(app.any_term('l', f.language)::tsquery)) * rare < listed;
  end if;
  -- Rates are many long lists: looked up where nothing else is, or other words find more than is gathered.
  looked_up.rate_max := null;
  if coalesce(app.estimated_rows(app.has_words(app.directory_words(looked_up, language_is_rare))) > few, true) then
    looked_up.rate_max := f.rate_max;
  end if;
  words := app.has_words(app.directory_words(looked_up, language_is_rare));
  worded := app.estimated_rows(words);
  proof := nullif(concat_ws(' and ', words, app.directory_proof(f, language_is_rare)), '');
  weight := case when proof is null then 1 else 4 end;
  if after_id is not null then
    beyond := format('(d.%I, d.user_id) %s (%L, %L)', key, case way when 'asc' then '>' else '<' end, after_key, after_id);
    rest := format('d.%I %s %L', key, case way when 'asc' then '>=' else '<=' end, after_key);
  end if;
  gathering := format(
    'with found as materialized (select d.user_id, d.%1$I as key from public.creator_directory as d '
    'where %2$s limit $1) '
    'select array_agg(p.user_id order by p.key %3$s, p.user_id %3$s), array_agg(p.key::text order by p.key %3$s, '
    'p.user_id %3$s), (select count(*) from found) < coalesce($1, 9223372036854775807) '
    'from (select * from found order by key %3$s, user_id %3$s limit $2) as p',
    key, concat_ws(' and ', case when worded < few then '(' || facets || ') is true' else facets end, proof, beyond), way
  );

  -- Each filter once, as the planner takes bits for independent of words; of a page behind another, a pair of columns too.
  figures.country := null;
  figures.category := null;
  figures.language := null;
  figures.rate_max := null;
  matches := app.estimated_rows(concat_ws(
    ' and ', app.directory_facets(figures), app.has_words(app.directory_words(f, true)), rest
  ));
  if weight * matches ^ 2 < at_most * listed or worded < few then
    execute gathering into ids, keys, is_complete using greatest(most_gathered, 2 * worded), at_most;
    matches := most_gathered;
  end if;
  if not is_complete then
    execute format(
      'select array_agg(p.user_id), array_agg(p.key::text), count(*) = $3 from ('
      'select c.user_id, c.key from ('
      'select d.user_id, d.%1$I as key from ('
      'select d.user_id, %2$s d.followers, d.engagement, d.country_code, d.platform_bits, d.category_bits, '
      'd.language_bits, d.rate_bits from public.creator_directory as d where %3$s '
      'order by d.%1$I %4$s, d.user_id %4$s limit $1'
      ') as d where %5$s limit $2'
      ') as c where %6$s limit $3'
      ') as p',
      key, case when key not in ('followers', 'engagement') then format('d.%I,', key) end,
      concat_ws(' and ', 'true', beyond, range), way, facets,
      coalesce('(select ' || proof || ' from public.creator_directory as d where d.user_id = c.user_id)', 'true')
    ) into ids, keys, is_complete
    using ceil(least(greatest(weight * matches, least(5 * worded, 3 * at_most * listed / matches)), listed / 4 + 1000)),
      ceil(matches / 10 + 1000), at_most;
  end if;
  if not is_complete then
    execute gathering into ids, keys, is_complete using null::bigint, at_most;
  end if;
  return query
  select u.user_id, u.sort_key, u.place from unnest(ids, keys) with ordinality as u (user_id, sort_key, place);
end
$$;

comment on function app.find_creators(jsonb, text, text, uuid, integer) is
'A page of the directory: creators whom a search finds, in its order, from behind that key and creator; filters as '
'app.creator_filters. For members of brands, administrators and the service. Raises IM005; 22023 for an order or a page '
'that there is not.';

grant execute on function app.find_creators(jsonb, text, text, uuid, integer) to authenticated, admin, service;
