"""The application, put together: what every request passes, and every subject's routes."""

from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

from web import assets, errors
from web.access_log import guard_logs
from web.api import health
from web.api.router import router as rest
from web.gatekeeper import Gatekeeper
from web.headers import SafeHeaders
from web.routes import (
    account,
    arbitrations,
    checks,
    closing,
    decisions,
    delegations,
    entry,
    exchanges,
    gates,
    home,
    ledger,
    mailbox,
    matches,
    methods,
    migrations,
    overrides,
    packages,
    people,
    project_changes,
    projects,
    proposals,
    radar,
    sessions,
)
from web.site import Site


def create_app(site: Site) -> FastAPI:
    """Return the application of one site: pages, the REST interface, and the watchers' answers."""
    guard_logs()
    app = FastAPI(
        title="Jalon",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        middleware=[
            Middleware(SafeHeaders, secure=site.is_secure),
            Middleware(TrustedHostMiddleware, allowed_hosts=site.hosts, www_redirect=False),
            Middleware(Gatekeeper, site=site),
        ],
    )
    app.state.site = site
    errors.install(app)
    for subject in (
        assets,
        entry,
        home,
        account,
        proposals,
        projects,
        project_changes,
        gates,
        packages,
        matches,
        checks,
        closing,
        decisions,
        arbitrations,
        delegations,
        exchanges,
        methods,
        overrides,
        migrations,
        people,
        mailbox,
        ledger,
        radar,
        sessions,
    ):
        app.include_router(subject.router)
    app.include_router(rest)
    app.include_router(health.router)
    return app
