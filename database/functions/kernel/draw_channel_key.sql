-- A part of a channel's name that nobody guesses. Bytes above 247 are drawn again, else the first eight signs would come more
-- often than the others; bytes 6 and 8 of a UUID are not wholly random, and left out. PostgreSQL takes its random bits from
-- the system's source. In the kernel, because a column defaults to it.
create or replace function app.draw_channel_key() returns text
language plpgsql volatile set search_path = '' as $$
declare
  signs constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
  drawn text := '';
  bytes bytea;
begin
  loop
    bytes := uuid_send(gen_random_uuid());
    for place in 0..15 loop
      if place not in (6, 8) and get_byte(bytes, place) < 248 then
        drawn := drawn || substr(signs, 1 + get_byte(bytes, place) % 62, 1);
        if length(drawn) = 22 then
          return drawn;
        end if;
      end if;
    end loop;
  end loop;
end
$$;

comment on function app.draw_channel_key() is '22 random letters and digits, each as likely as any other: 130 bits.';

grant execute on function app.draw_channel_key() to app_owner;
