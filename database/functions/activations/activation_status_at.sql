-- What a gate sends later is judged by how things were then; the audit log knows what the row does not.
create or replace function app.activation_status_at(activation public.activations, at timestamptz) returns text
language sql stable security definer set search_path = '' as $$
  select coalesce(
    (
      select l.metadata -> 'after' ->> 'status' from public.audit_logs as l
      where l.resource_type = 'activations' and l.resource_id = activation.id::text
        and l.created_at <= activation_status_at.at and l.metadata ? 'after'
      order by l.id desc limit 1
    ),
    case
      when activation.launched_at > activation_status_at.at or activation.launched_at is null then 'draft'
      when activation.completed_at <= activation_status_at.at then 'completed'
      else 'active'
    end
  )
$$;

comment on function app.activation_status_at(public.activations, timestamptz) is
'The status that an activation had at a moment: by its audit log, before that by its own times.';
