-- Names stand in subjects of mail to anybody ("Join … at Atomic Influence"), and mail programs make links of them. Letters that
-- look like others are taken for those first; a dot behind which no name of a network stands is a dot: J.Crew, Dr.Oetker. Two
-- letters are a country's behind three characters, behind a second level or before a path: not in Dr.No, Node.js,
-- Müller & Co.KG, will.i.am.
create or replace function app.looks_like_an_address(name text) returns boolean
language sql immutable strict set search_path = '' as $$
  select regexp_replace(translate(normalize(name, nfkc), '。', '.'), '[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]', '', 'g') ~* (
    '://|(^|[^[:alnum:]])(https?|ftp|mailto|javascript):|(^|[^[:alnum:]])www\.|[^[:space:]]@[^[:space:]@]+\.[^[:space:]]'
    '|[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+'
    '|([^[:space:]./@]\.(com|net|org|info|biz|app|dev|shop|store|online|site|website|xyz|club|top|live|link|page|web|cloud|tech|blog'
    '|news|world|today|agency|studio|art|fun|vip|win|bet|email|support|help|zip|mov|gov|edu|mil|int|mobi|name|pro|travel|jobs|asia'
    '|post|media|social|digital|group|team|space|life|money|bank|pay|sale|deals|click|xn--[a-z0-9-]+)'
    '|[^[:space:]./@]([^[:space:]./@][^[:space:]./@]|\.(com?|org|net|ac|gov|edu))\.(?!js)[a-z][a-z])'
    '(?=$|[[:space:]/:?#,;!)\]]|\.(?:$|[[:space:]]))|[^[:space:]./@]\.(?!js)[a-z][a-z]/'
  )
$$;

comment on function app.looks_like_an_address(text) is
'Whether a mail program could make a link of the name: a scheme, www., a mail address, a host. As common.models.names.';

grant execute on function app.looks_like_an_address(text) to authenticated, admin, service, app_owner;
