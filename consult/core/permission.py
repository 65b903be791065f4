"""Who may do what, and where: the whole policy in one table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person with an account is."""

    FACILITATOR = "facilitator"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    FOCAL_POINT = "focal_point"
    AUDITOR = "auditor"


class Scope(StrEnum):
    """How far a permission reaches."""

    ANYWHERE = "anywhere"
    OWN_LOCALITIES = "own localities"


Grant = Mapping[Role, Scope]
"""Who may, and within which scope; a role that is not named may not."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever asks; a citizen has neither role nor localities.

    Args:
        role: What they signed in as.
        localities: P-codes of the localities that they work in; all below is theirs, too.
    """

    role: Role | None = None
    localities: frozenset[str] = frozenset()


CITIZEN = Actor()

ANYONE: Grant | None = None
SIGNED_IN: Grant = dict.fromkeys(Role, Scope.ANYWHERE)
COUNCIL: Grant = {
    Role.OFFICER: Scope.OWN_LOCALITIES,
    Role.COORDINATOR: Scope.ANYWHERE,
    Role.AUDITOR: Scope.ANYWHERE,
}
REPLY: Grant = {Role.OFFICER: Scope.OWN_LOCALITIES}
DESK: Grant = {Role.COORDINATOR: Scope.ANYWHERE, Role.AUDITOR: Scope.ANYWHERE}
COORDINATE: Grant = {Role.COORDINATOR: Scope.ANYWHERE}

TABLE: Mapping[str, Grant | None] = {
    "home.front": ANYONE,
    "home.consultations": ANYONE,
    "capture.about": ANYONE,
    "capture.give": ANYONE,
    "capture.received": ANYONE,
    "code.follow_up": ANYONE,
    "places.page": ANYONE,
    "session.sign_in": ANYONE,
    "session.enter": ANYONE,
    "session.sign_out": SIGNED_IN,
    "session.leave": SIGNED_IN,
    # A shell that phones keep: nothing personal stands on it, and it must renew itself when
    # the sign-in has long ended. What it shows comes from the phone's own store.
    "field.home": ANYONE,
    "council.summary": COUNCIL,
    "council.brief": COUNCIL,
    "council.reply": REPLY,
    "desk.home": DESK,
    "desk.revoke": COORDINATE,
    # The exchange knows a phone by its own token, not by a session.
    "wire.sync": ANYONE,
    "wire.devices": ANYONE,
    "wire.keys": ANYONE,
    "openapi.document": ANYONE,
    "shell.worker": ANYONE,
    "shell.manifest": ANYONE,
    "shell.pages": ANYONE,
    "shell.field_pages": ANYONE,
    "shell.offline": ANYONE,
    "static": ANYONE,
    "health.alive": ANYONE,
    "health.ready": ANYONE,
    # Answers only to the machine itself, or to who knows METRICS_TOKEN.
    "health.metrics": ANYONE,
}
"""Every endpoint, with its grant; `ANYONE` needs no account."""


def may(actor: Actor, endpoint: str, ancestry: Iterable[str] = ()) -> bool:
    """Decide whether somebody may use an endpoint.

    Args:
        actor: Who asks.
        endpoint: A key of `TABLE`.
        ancestry: P-codes of the locality that is asked for and of all above it; empty where
            no locality is asked for, or none that exists.

    Raises:
        KeyError: When the table doesn't name the endpoint.
    """
    grant = TABLE[endpoint]
    if grant is None:
        return True
    scope = grant.get(actor.role) if actor.role else None
    if scope is Scope.OWN_LOCALITIES:
        return not actor.localities.isdisjoint(ancestry)
    return scope is Scope.ANYWHERE
