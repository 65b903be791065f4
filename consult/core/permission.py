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
COLLECT: Grant = {Role.FACILITATOR: Scope.ANYWHERE, Role.COORDINATOR: Scope.ANYWHERE}

TABLE: Mapping[str, Grant | None] = {
    "home.front": ANYONE,
    "home.consultations": ANYONE,
    "capture.about": ANYONE,
    "capture.give": ANYONE,
    "capture.received": ANYONE,
    "media.file": ANYONE,
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
    "record_files.show": COUNCIL,
    "desk.home": DESK,
    "desk.revoke": COORDINATE,
    "forms.home": DESK,
    "forms.page": DESK,
    "forms.changes": DESK,
    "forms.choose": DESK,
    "forms.ask": COORDINATE,
    "forms.download": DESK,
    "uploading.upload": COORDINATE,
    "uploading.report": DESK,
    "uploading.publish": COORDINATE,
    "uploading.build": COORDINATE,
    "uploading.drop": COORDINATE,
    "builder.start": COORDINATE,
    "builder.page": DESK,
    "builder.change": COORDINATE,
    "translating.page": DESK,
    "translating.write": COORDINATE,
    "releasing.check": DESK,
    "releasing.publish": COORDINATE,
    "releasing.download": DESK,
    "preview.draft": DESK,
    "preview.upload": DESK,
    "preview.version": DESK,
    "paper.sheet": DESK,
    "keying.page": COLLECT,
    "exporting.as_csv": DESK,
    "exporting.as_xlsx": DESK,
    # The exchange knows a phone by its own token, not by a session.
    "wire.sync": ANYONE,
    "wire.devices": ANYONE,
    "wire.keys": ANYONE,
    "files.abilities": ANYONE,
    "files.create": ANYONE,
    "files.offset": ANYONE,
    "files.append": ANYONE,
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


PERSONAL = frozenset("private barcode geopoint geotrace geoshape image audio video file".split())
"""Kinds and roles of questions whose answers may tell who somebody is, or where they live."""

WITHHELD: Mapping[Role, frozenset[str]] = {Role.COORDINATOR: frozenset()}
"""What is left out of tables of records, by role; of others all that is personal."""


def withheld(actor: Actor, natures: frozenset[str]) -> bool:
    """Decide whether somebody must not see the answers to a question in a table of records.

    Args:
        actor: Who asks.
        natures: Kinds and roles of the question.
    """
    hidden = WITHHELD.get(actor.role, PERSONAL) if actor.role else PERSONAL
    return not natures.isdisjoint(hidden)


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
