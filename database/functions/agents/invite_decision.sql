-- A country that nobody has looked at, or that is not known, is none that we write to.
create or replace function app.invite_decision(country text, channel text) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce((
    select case invite_decision.channel when 'email' then p.email when 'sms' then p.sms end
    from public.invite_policies as p where p.country = upper(invite_decision.country)
  ), 'share_only')
$$;

comment on function app.invite_decision(text, text) is
'Whether we may send invites to a country (ISO 3166) over a channel (email, sms): allowed, one_message, opted_in, share_only.';
