-- What the policy of conversations says of a person who asks, said of one who does not.
create or replace function app.may_hear(user_id uuid, brand_id uuid, person_user_id uuid) returns boolean
language sql stable security definer set search_path = '' as $$
  select case
    when may_hear.user_id = may_hear.person_user_id then true
    when may_hear.brand_id is null then exists (
      select from public.user_roles as r where r.user_id = may_hear.user_id and r.role = 'admin'
    )
    else exists (
      select
      from public.brand_memberships as m
      inner join public.brand_user_roles as r on r.brand_id = m.brand_id and r.user_id = m.user_id
      inner join public.tenant_role_rules as rule on rule.role = r.role
      where m.brand_id = may_hear.brand_id and m.user_id = may_hear.user_id and m.status = 'active'
        and rule.permission = 'read'
    )
  end
$$;

comment on function app.may_hear(uuid, uuid, uuid) is
'Whether somebody may read a conversation of that brand (NULL: of support) and that person now.';
