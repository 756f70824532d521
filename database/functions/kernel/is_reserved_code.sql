-- As app.is_reserved_slug, for what reads like such a word: O and 0, I, L and 1 look alike, and hyphens do not count.
create or replace function app.is_reserved_code(code text) returns boolean
language sql immutable strict parallel safe set search_path = '' as $$
  select translate(code, 'OIL-', '011') = any(
    select translate(upper(word), 'OIL-', '011')
    from unnest(app.reserved_words() || '{code, codes, join, referral, referrals, share}'::text[]) as word
  )
  or translate(code, 'OIL-', '011') like 'AT0M1C1NF1UENCE%'
$$;

comment on function app.is_reserved_code(text) is
'Whether a referral code reads as a word of ours, or begins with our name, once what looks alike is one.';

grant execute on function app.is_reserved_code(text) to authenticated, admin, service, app_owner;
