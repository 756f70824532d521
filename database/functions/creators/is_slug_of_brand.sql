-- Under a brand's name stands the brand, or nobody. Definer, because people see no brands but their own.
create or replace function app.is_slug_of_brand(slug text, user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select exists (
    select from public.brand_profiles as b
    where b.slug = is_slug_of_brand.slug and not exists (
      select from public.brand_memberships as m
      where m.brand_id = b.id and m.user_id = is_slug_of_brand.user_id and m.status = 'active'
    )
  )
$$;

comment on function app.is_slug_of_brand(text, uuid) is 'Whether a brand has this slug to which the person does not belong.';

grant execute on function app.is_slug_of_brand(text, uuid) to authenticated, admin;
