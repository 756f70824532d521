-- A code is claimed without regard to case, and for ever: also where its link was a draft's and goes. After the row and not
-- before it, as the policies come first: a stranger must not learn which codes there are, nor wait for one.
create or replace function app.claim_short_code() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  insert into public.short_codes (folded) values (lower(new.short_code));
  return null;
end
$$;

comment on function app.claim_short_code() is
'AFTER INSERT on tracking_links: takes the code in every case. Breaks short_code_is_taken_for_ever where it ever was.';

grant execute on function app.claim_short_code() to app_owner;

create or replace trigger claim_short_code after insert on tracking_links
for each row execute function app.claim_short_code();
