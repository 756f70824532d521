-- What a request made is the answer to one Idempotency-Key: two keys that name one new object have shared an effect.
select k.route, k.response_body ->> f.field as made, count(*) as keys
from idempotency_keys as k cross join (values ('id'), ('transaction_id'), ('batch_id')) as f (field)
where k.route like 'POST %' and k.response_body ? f.field
group by k.route, 2 having count(*) > 1;
