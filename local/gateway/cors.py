"""The HTTP API's built-in CORS: it answers preflights itself and marks every other answer."""

from infra.topology.edge import Cors
from local.http1 import Request, Response

CORS_HEADERS_OF_LAMBDAS = "access-control-"


def is_preflight(request: Request) -> bool:
    """Whether a browser asks for leave. An OPTIONS without these two headers is an ordinary request."""
    return (
        request.method == "OPTIONS"
        and request.header("origin") is not None
        and request.header("access-control-request-method") is not None
    )


def preflight_response(cors: Cors, request: Request) -> Response:
    """The answer to a preflight; without headers where the origin is not allowed, as the service does."""
    origin = allowed_origin(cors, request)
    if origin is None:
        return Response(204)
    return Response(
        204,
        (
            ("access-control-allow-origin", origin),
            ("access-control-allow-methods", ",".join(cors.allow_methods)),
            ("access-control-allow-headers", ",".join(cors.allow_headers)),
            ("access-control-max-age", str(cors.max_age_seconds)),
        ),
    )


def with_cors(cors: Cors, request: Request, response: Response) -> Response:
    """The response with our CORS headers in place of any that the Lambda wrote."""
    headers = tuple(pair for pair in response.headers if not pair[0].startswith(CORS_HEADERS_OF_LAMBDAS))
    origin = allowed_origin(cors, request)
    if origin is not None:
        headers += (("access-control-allow-origin", origin),)
        if cors.expose_headers:
            headers += (("access-control-expose-headers", ",".join(cors.expose_headers)),)
    return Response(response.status, headers, response.body)


def allowed_origin(cors: Cors, request: Request) -> str | None:
    """The value of access-control-allow-origin, or None: no Origin header, or one that is not allowed."""
    origin = request.header("origin")
    if origin is None:
        return None
    if "*" in cors.allow_origins:
        return "*"
    return origin if origin in cors.allow_origins else None
