"""How often anyone may try: guessing must be slow, and one address must not starve the others."""

import time
from hashlib import sha256
from typing import Final

from flask import Flask, current_app, request
from flask_limiter import Limiter

SHORTEST_WAIT: Final = 5
"""Seconds."""


def install(app: Flask) -> None:
    """Count where the settings say."""
    app.config["RATELIMIT_STORAGE_URI"] = app.config["RATE_LIMIT_STORAGE"]
    limiter.init_app(app)


def wait() -> int:
    """Tell in how many seconds trying again makes sense."""
    reached = limiter.current_limit
    return max(SHORTEST_WAIT, int(reached.reset_at - time.time()) + 1) if reached else SHORTEST_WAIT


def _address() -> str:
    return _blurred(request.remote_addr or "")


def _login() -> str:
    return _blurred(request.form.get("login", "").strip().lower())


def _login_from_address() -> str:
    return _blurred(_login() + _address())


def _token() -> str:
    return _blurred(request.headers.get("Authorization", "") or request.remote_addr or "")


def _blurred(who: str) -> str:
    """Hash who it is: neither addresses nor logins are kept, also where limits are counted."""
    return sha256(f"{current_app.config['SECRET_KEY']}\n{who}".encode()).hexdigest()[:24]


def _off() -> bool:
    return not current_app.config["RATE_LIMITS"]


limiter = Limiter(_address, in_memory_fallback_enabled=True, strategy="moving-window")

sign_in_by_login = limiter.limit(
    "50 per hour", key_func=_login, methods=["POST"], exempt_when=_off, scope="login"
)
sign_in_by_both = limiter.limit(
    "10 per 15 minutes",
    key_func=_login_from_address,
    methods=["POST"],
    exempt_when=_off,
    scope="login from address",
)
sign_in_by_address = limiter.limit(
    "60 per 15 minutes", methods=["POST"], exempt_when=_off, scope="address"
)
codes = limiter.limit("30 per minute; 300 per hour", methods=["POST"], exempt_when=_off)
sync = limiter.limit("120 per minute", key_func=_token, exempt_when=_off)
files = limiter.limit("300 per minute", key_func=_token, exempt_when=_off)
pieces = limiter.limit("1200 per minute", key_func=_token, exempt_when=_off)
devices = limiter.limit("30 per minute; 300 per hour", exempt_when=_off)
plain = limiter.limit("60 per minute; 1000 per hour", methods=["POST"], exempt_when=_off)
