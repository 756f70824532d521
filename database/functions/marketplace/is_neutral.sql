-- Who decides between two sides stands on neither, and never did.
create or replace function app.is_neutral(brand_id uuid, creator_user_id uuid) returns boolean
language plpgsql stable security definer set search_path = '' as $$
begin
  return auth.is_privileged() and auth.uid() is not null and auth.uid() <> creator_user_id and not exists (
    select from public.brand_memberships as m where m.brand_id = is_neutral.brand_id and m.user_id = auth.uid()
  );
end
$$;

comment on function app.is_neutral(uuid, uuid) is
'Whether the actor is an administrator who is neither the creator nor a member, or a former member, of the brand.';
