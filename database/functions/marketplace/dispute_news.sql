-- The words. A type names its template.
create or replace function app.dispute_news(step text, out type text, out title text, out message text)
language sql immutable set search_path = '' as $$
  select w.type, w.title, w.message
  from (values
    ('opened', 'deal_dispute_opened', 'A deal is disputed', '"%s": the held money stands still until this is decided. Say what you want in time, or it ends as who opened the dispute wants.'),
    ('answered', 'deal_dispute_answered', 'A dispute was answered', '"%s": the other side has said what it wants. Accept it, propose something else, or wait for a decision.'),
    ('proposed', 'deal_dispute_proposed', 'The other side proposes an end', '"%s": accept what is proposed, and the dispute is over at once.'),
    ('decided', 'deal_dispute_decided', 'A dispute is decided', '"%s": we have decided what the creator gets. Each side may appeal once, in time; else it is carried out.'),
    ('appealed', 'deal_dispute_appealed', 'A decision is appealed', '"%s": the other side does not accept the decision. It is looked at once more.'),
    ('resolved', 'deal_dispute_resolved', 'A dispute is over', '"%s": the held money has gone where the dispute ended, the rest of it back to the brand.'),
    ('withdrawn', 'deal_dispute_withdrawn', 'A dispute was withdrawn', '"%s": the deal goes on where it stood, with the time that was left.'),
    ('message', 'deal_dispute_message', 'A message in a dispute', '"%s": somebody has written to you about the dispute.')
  ) as w (step, type, title, message)
  where w.step = dispute_news.step
$$;

comment on function app.dispute_news(text) is 'Under which type and in which words a step of a dispute is told.';
