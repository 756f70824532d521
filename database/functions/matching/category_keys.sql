-- Categories are written by hand, by brands and by creators: all of them are compared in one way. Loops of plpgsql, here
-- and in its like, because a statement in a SQL function is started at each call: that cost more than what it finds.
create or replace function app.category_keys(categories text[]) returns text[]
language plpgsql immutable parallel safe set search_path = '' as $$
declare
  keys text[] := '{}';
  name text;
  key text;
  term text;
begin
  foreach name in array coalesce(categories, '{}') loop
    key := btrim(regexp_replace(
      regexp_replace(replace(lower(name), '-', ' '), '\s+', ' ', 'g'), ' ?& ?| (and|\+) ', ' & ', 'g'
    ));
    if key <> '' then
      foreach term in array app.category_terms(key) loop
        if term <> all(keys) then
          keys := keys || term;
        end if;
      end loop;
    end if;
  end loop;
  return array_sort(keys);
end
$$;

comment on function app.category_keys(text[]) is
'How categories are compared: without case, outer blanks and hyphens, "and" as "&", one name for one thing.';

grant execute on function app.category_keys(text[]) to authenticated, admin;
