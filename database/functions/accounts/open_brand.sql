-- Sign-up opens the first brand (app.provision_brand), this the others.
create or replace function app.open_brand(brand_name text) returns uuid
language plpgsql security definer set search_path = '' as $$
begin
  if auth.uid() is null or not auth.roles() && array['brand', 'admin'] then
    raise exception using errcode = 'IM005', message = 'only brands open brands', detail = '{}';
  end if;
  return app.create_brand(auth.uid(), brand_name);
end
$$;

comment on function app.open_brand(text) is 'One more brand of the caller, who has the role brand or admin. IM005, IU031.';

grant execute on function app.open_brand(text) to authenticated, admin;
