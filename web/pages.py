"""Pages made from templates: the visitor, the language and the form's token put in."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from domain.text import LANGUAGES
from web import cookies, forms, speech
from web.filters import FILTERS, GLOBALS
from web.site import site_of, visitor_of

ZONE = "Europe/Paris"

_environment = Environment(
    loader=PackageLoader("web"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


_environment.globals |= GLOBALS
_environment.filters |= FILTERS


def language_of(request: Request) -> str:
    """Return the language in which a request is answered."""
    visitor = visitor_of(request)
    if request.url.path.startswith("/api/") and "accept-language" in request.headers:
        return speech.negotiated(request, None, None)
    chosen = cookies.read(request, site_of(request), cookies.LANGUAGE)
    return speech.negotiated(request, chosen, visitor.language if visitor else None)


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> Response:
    """Return a page; a visitor who is not signed in gets a form cookie with it."""
    site, visitor, language = site_of(request), visitor_of(request), language_of(request)
    bound, is_new = forms.bound_to(request), False
    if not bound:
        bound, is_new = forms.fresh_nonce(), True
    html = _environment.get_template(template).render(
        visitor=visitor,
        language=language,
        zone=visitor.zone if visitor else ZONE,
        path=request.url.path,
        others=_other_languages(request),
        form_token=forms.token_of(site, bound),
        nonce=forms.fresh_nonce(),
        now=site.clock(),
        done=request.query_params.get("done", ""),
        **values,
    )
    response = HTMLResponse(html, status_code=status, headers={"Content-Language": language})
    if is_new:
        cookies.put(response, site, cookies.FORM, bound, None)
    if request.query_params.get("lang") in LANGUAGES:
        cookies.put(response, site, cookies.LANGUAGE, language, timedelta(days=365))
    return response


def _other_languages(request: Request) -> dict[str, str]:
    """Return this page's address in each language, as seen from the page itself."""
    if request.method != "GET":
        return {code: f"/?lang={code}" for code in LANGUAGES}
    kept = [(name, value) for name, value in request.query_params.multi_items() if name != "lang"]
    return {code: f"?{urlencode([*kept, ('lang', code)])}" for code in LANGUAGES}
