-- Whoever scanned a code may ask for their data by it, whatever has become of it since: disabled, past, its activation over.
create or replace function app.brand_of_code(code text) returns uuid
language sql stable security definer set search_path = '' as $$
  select c.brand_id from public.activation_codes as c inner join public.activations as a on c.activation_id = a.id
  where c.short_code = brand_of_code.code and a.status <> 'draft'
$$;

comment on function app.brand_of_code(text) is 'Whose a code of activations is; NULL for one that is unknown, and of a draft.';

grant execute on function app.brand_of_code(text) to api_login;
