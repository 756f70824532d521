-- Zero width spaces and fillers make a text that is there for a computer and for nobody else. The list is common.models.texts':
-- Unicode's white space, control and format characters, the other default ignorable code points, the blank Braille cell.
create or replace function app.is_written(said text) returns boolean
language sql immutable strict parallel safe set search_path = '' as $$
  select said ~ ('[^'
    '\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890-\u0891\u08e2\u115f-\u1160\u1680'
    '\u17b4-\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ufe00-\ufe0f\ufeff\uffa0'
    '\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U00013438\U0001bca0-\U0001bca3\U0001d173-\U0001d17a'
    '\U000e0000-\U000e0fff]')
$$;

comment on function app.is_written(text) is
'Whether a text holds a character that is seen. As common.models.texts.is_written.';

grant execute on function app.is_written(text) to authenticated, admin, service, app_owner;
