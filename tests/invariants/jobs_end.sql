-- Of a job one run at most is under way, and none long after its lease.
select r.job, count(*) as running, min(r.lease_expires_at) as lease_expires_at
from job_runs as r
where r.status = 'running'
group by r.job having count(*) > 1 or min(r.lease_expires_at) < now() - interval '10 minutes';
