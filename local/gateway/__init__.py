"""An HTTP API of API Gateway on one machine: routes, payload format 2.0, JWT authorizer, CORS, throttling."""
