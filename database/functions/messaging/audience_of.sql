-- A large brand is not told as a whole: its analysts read without being counted.
create or replace function app.audience_of(brand_id uuid, person_user_id uuid) returns table (user_id uuid, side text)
language sql stable security definer set search_path = '' as $$
  select audience_of.person_user_id, 'person'
  union all
  select member, 'brand'
  from app.members_with(audience_of.brand_id, case
    when (
      select count(*) from public.brand_memberships as m
      where m.brand_id = audience_of.brand_id and m.status = 'active'
    ) > 50 then 'campaign'
    else 'read'
  end) as member
  where member <> audience_of.person_user_id
  union all
  select r.user_id, 'support'
  from public.user_roles as r
  where audience_of.brand_id is null and r.role = 'admin' and r.user_id <> audience_of.person_user_id
$$;

comment on function app.audience_of(uuid, uuid) is
'Who is told of a message: the person, and the brand''s people (of more than 50 those who run its campaigns), or, without '
'a brand, the administrators.';
