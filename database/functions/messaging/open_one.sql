create or replace function app.open_one(kind text, subject_id uuid, brand_id uuid, person_user_id uuid) returns uuid
language sql stable security definer set search_path = '' as $$
  select c.id from public.conversations as c
  where c.kind = open_one.kind and c.person_user_id = open_one.person_user_id
    and c.brand_id is not distinct from open_one.brand_id
    and c.subject_id is not distinct from open_one.subject_id and c.closed_at is null
$$;

comment on function app.open_one(text, uuid, uuid, uuid) is
'The open conversation about a subject between two sides; NULL where there is none.';
