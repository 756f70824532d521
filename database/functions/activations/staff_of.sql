-- Whoever holds the token; a hash that is guessed is none. It says nothing of who scanned.
create or replace function app.staff_of(token_hash bytea, wanted text) returns table (
  activation_id uuid, kind text, label text, expires_at timestamptz, brand_name text, activation_name text, code_mode text,
  rotate_seconds integer, code_id uuid, short_code text, secret_version integer
)
language plpgsql security definer set search_path = '' as $$
declare
  link constant public.activation_staff := app.live_staff_link(staff_of.token_hash);
begin
  return query select
    a.id, link.kind, link.label, link.expires_at, b.name, a.name, a.code_mode, a.rotate_seconds,
    c.id, c.short_code, c.secret_version
  from public.activations as a
  inner join public.brand_profiles as b on b.id = a.brand_id
  left join lateral (
    select o.* from public.activation_codes as o
    where o.activation_id = a.id and (staff_of.wanted is null or o.short_code = staff_of.wanted)
      and (o.disabled_at is null or o.disabled_at > now()) and (o.expires_at is null or o.expires_at > now())
    order by o.id limit 1
  ) as c on true
  where a.id = link.activation_id;
end
$$;

comment on function app.staff_of(bytea, text) is
'What a link of gate or screen opens, by the SHA-256 of its token, with one of the activation''s codes that works: the wanted one, or '
'the first one; its columns are NULL where there is none. IA046 (revoked, over, unknown).';

grant execute on function app.staff_of(bytea, text) to anon;
