-- A large brand is not told as a whole: its analysts read without being counted.
create or replace function app.audience_of(brand_id uuid, person_user_id uuid) returns table (user_id uuid, side text)
language sql stable security definer set search_path = '' as $$
  select audience_of.person_user_id, 'person'
  union all
  select m.user_id, 'brand'
  from public.brand_memberships as m
  where m.brand_id = audience_of.brand_id and m.status = 'active' and m.user_id <> audience_of.person_user_id
    and exists (
      select
      from public.brand_user_roles as r inner join public.tenant_role_rules as rule on rule.role = r.role
      where r.brand_id = m.brand_id and r.user_id = m.user_id and rule.permission = case
        when (
          select count(*) from public.brand_memberships as all_of_them
          where all_of_them.brand_id = audience_of.brand_id and all_of_them.status = 'active'
        ) > 50 then 'campaign'
        else 'read'
      end
    )
  union all
  select r.user_id, 'support'
  from public.user_roles as r
  where audience_of.brand_id is null and r.role = 'admin' and r.user_id <> audience_of.person_user_id
$$;

comment on function app.audience_of(uuid, uuid) is
'Who is told of a message: the person, and the brand''s people (of more than 50 those who run its campaigns), or, without '
'a brand, the administrators.';
