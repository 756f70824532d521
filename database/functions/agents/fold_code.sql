-- People type what they read, with the hyphens and blanks that a telephone puts in. Capitals of ASCII alone: what else has an
-- upper case is no letter of a code, and must not become one.
create or replace function app.fold_code(code text) returns text
language sql immutable strict parallel safe set search_path = ''
return translate(
  upper(regexp_replace(fold_code.code, '[\s\u00a0\u2010-\u2015\u2212-]', '', 'g') collate "C"), 'OIL', '011'
);

comment on function app.fold_code(text) is
'A referral code as it is compared: upper case, O as 0, I and L as 1, without hyphens and blanks (referral_codes.folded).';
