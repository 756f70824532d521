-- A copy: what is written later, and what was taken back, is no evidence of what both had seen.
create or replace function app.dispute_evidence(escrow public.escrows) returns jsonb
language sql stable security definer set search_path = '' as $$
  select jsonb_build_object(
    'terms_hash', (select encode(d.terms_hash, 'hex') from public.deals as d where d.id = escrow.deal_id),
    'submissions', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', s.id, 'revision', s.revision, 'kind', s.kind, 'content_url', s.content_url, 'file', s.file, 'note', s.note,
        'submitted_at', s.submitted_at, 'live_status', s.live_status, 'decision', r.decision,
        'reason_code', r.reason_code, 'review_note', r.note, 'reviewed_at', r.created_at
      ) order by s.revision), '[]')
      from public.deal_submissions as s left join public.deal_reviews as r on r.submission_id = s.id
      where s.escrow_id = escrow.id and s.recalled_at is null
    ),
    'files', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', f.id, 'file_name', f.file_name, 'object_key', f.object_key, 'media_type', f.media_type,
        'size_bytes', f.size_bytes, 'checksum_sha256', f.checksum_sha256, 'handed_in_at', f.handed_in_at
      ) order by f.id), '[]')
      from public.deal_files as f
      where f.escrow_id = escrow.id and exists (
        select from public.deal_submissions as s
        where s.escrow_id = escrow.id and s.file = f.object_key and s.recalled_at is null
      )
    ),
    'messages', (
      select coalesce(jsonb_agg(jsonb_build_object(
        'id', m.id, 'side', m.side, 'body', m.body, 'created_at', m.created_at
      ) order by m.id), '[]')
      from public.deal_dispute_messages as m inner join public.deal_disputes as d on d.id = m.dispute_id
      where d.escrow_id = escrow.id
    )
  )
$$;

comment on function app.dispute_evidence(public.escrows) is
'What both sides of held funds have seen so far: work with its reviews, files by name and SHA-256, messages of an earlier dispute.';
