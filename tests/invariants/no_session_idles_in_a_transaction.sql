-- Nobody holds locks while doing nothing.
select a.pid, a.application_name, a.state, a.query
from pg_stat_activity as a
where a.datname = current_database() and a.state like 'idle in transaction%'
  and a.state_change < now() - interval '5 seconds';
