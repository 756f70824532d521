-- What is left of a limit is its parts, and not limit_total less a count: scans that are under way hold a part, and are waited for.
-- Where there was no limit there are no parts: what counted is counted once.
create or replace function app.change_quota() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  remaining integer;
begin
  if new.status = 'draft' or (old.status <> 'draft' and new.limit_total is not distinct from old.limit_total) then
    return null;
  elsif old.status <> 'draft' then
    -- Scans that began under the limit of before (app.record_scan holds the same key) are in its count; those to come wait for the new one.
    perform pg_advisory_xact_lock(hashtextextended('scans of ' || new.id, 0));
  end if;
  if new.limit_total is null then
    delete from public.activation_quotas as q where q.activation_id = new.id;
    return null;
  elsif old.status = 'draft' then
    remaining := new.limit_total;
  elsif old.limit_total is null then
    select new.limit_total - count(*) into remaining from public.scans as s
    where s.activation_id = new.id and s.verdict in ('accepted', 'flagged');
  else
    perform from public.activation_quotas as q where q.activation_id = new.id order by q.shard for update;
    select coalesce(sum(q.left_over), old.limit_total) + new.limit_total - old.limit_total into remaining
    from public.activation_quotas as q where q.activation_id = new.id;
  end if;
  if remaining < 0 then
    raise exception using
      errcode = 'IA030', message = 'more scans than that have counted',
      detail = jsonb_build_object('counted', new.limit_total - remaining, 'limit_total', new.limit_total)::text;
  end if;
  perform app.share_quota(new.id, new.brand_id, remaining);
  return null;
end
$$;

comment on function app.change_quota() is
'AFTER UPDATE: with the launch limit_total is shared out; when it changes, what is left is, and never less than what counted. Raises IA030.';

grant execute on function app.change_quota() to app_owner;

create or replace trigger change_quota after update of status, limit_total on activations
for each row execute function app.change_quota();
