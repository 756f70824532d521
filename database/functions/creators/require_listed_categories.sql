create or replace function app.require_listed_categories(categories text[]) returns void
language plpgsql immutable set search_path = '' as $$
declare
  unknown constant text[] := app.unknown_categories(categories);
begin
  if unknown <> '{}' then
    raise exception using errcode = 'IU050', message = 'categories that are not listed', detail = jsonb_build_object(
      'unknown', (select jsonb_agg(left(u.name, 100)) from unnest(unknown[1:20]) as u (name))
    )::text;
  end if;
end
$$;

comment on function app.require_listed_categories(text[]) is
'Raises IU050 with up to twenty labels that app.category_families does not know.';

grant execute on function app.require_listed_categories(text[]) to authenticated, admin;
