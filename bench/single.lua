-- One contact a request: wrk -t1 -c8 -d10s -s bench/single.lua http://127.0.0.1:5080/v1/group
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
wrk.body = '{"id":"A1","sex":"M","ageDays":23742,"duration":5,"diagnoses":["I71.4","I20.9"],"procedures":[]}'
