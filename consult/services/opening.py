"""Open sealed envelopes and hold their content against its form, before anything is written."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from consult.core import base64url
from consult.core import code as follow_up
from consult.core.feedback import Declared, declared
from consult.core.problem import Problem
from consult.core.record import Envelope, Submission, captured, sha256_of
from consult.services import codes, library
from consult.services.keys import CannotOpen, Keys


@dataclass(frozen=True, slots=True)
class Sound:
    """A record that was opened and is acceptable."""

    envelope: Envelope
    content: Mapping[str, Any]
    submission: Submission
    declared: Declared
    code_hash: bytes | None


@dataclass(frozen=True, slots=True)
class Unsound:
    """A record that was opened and has problems: it goes to quarantine and back."""

    envelope: Envelope
    content: Mapping[str, Any]
    problems: tuple[Problem, ...]
    code_hash: bytes | None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A record that can't be opened: it stays on the phone with the reason."""

    envelope: Envelope
    problem: Problem


Opened = Sound | Unsound | Unreadable


def open_envelope(session: Session, keys: Keys, pepper: str, envelope: Envelope) -> Opened:
    """Open one envelope and check what it holds."""
    if not library.is_asked(session, envelope.consultation):
        return Unreadable(envelope, Problem("unknown_consultation"))
    try:
        content, code = _unseal(keys, envelope)
    except CannotOpen as reason:
        return Unreadable(envelope, Problem(reason.code))
    symbols = follow_up.read(code or "")
    code_hash = codes.digest(symbols, pepper) if symbols else None
    return examine(session, envelope, content, code_hash)


def examine(
    session: Session, envelope: Envelope, content: Mapping[str, Any], code_hash: bytes | None
) -> Opened:
    """Check open content: its shape, its form, its place, its answers."""
    try:
        if sha256_of(content) != envelope.sha256:
            return Unreadable(envelope, Problem("other_content"))
    except ValueError:
        return Unreadable(envelope, Problem("not_readable"))
    try:
        submission = captured(content)
    except msgspec.ValidationError as error:
        member = {"member": str(error)}
        return Unsound(envelope, content, (Problem("malformed", values=member),), code_hash)
    mismatch = _mismatch(envelope, submission)
    if mismatch:
        return Unreadable(envelope, Problem("other_record", values={"member": mismatch}))
    form = library.form_of(session, submission.form, submission.version)
    if form is None:
        return Unsound(envelope, content, (Problem("unknown_form"),), code_hash)
    problems = form.check(submission.answers, submission.captured_at)
    if not library.covers(session, submission.consultation, submission.locality):
        problems = (Problem("unknown_locality"), *problems)
    if problems:
        return Unsound(envelope, content, problems, code_hash)
    return Sound(envelope, content, submission, declared(form, submission.answers), code_hash)


def _mismatch(envelope: Envelope, submission: Submission) -> str | None:
    for member in ("id", "consultation", "form", "version"):
        if getattr(envelope, member) != getattr(submission, member):
            return member
    return None


def _unseal(keys: Keys, envelope: Envelope) -> tuple[Mapping[str, Any], str | None]:
    try:
        sealed = base64url.read(envelope.sealed)
        opened = json.loads(keys.open_sealed(sealed, envelope.key, envelope.info()))
        content, code = opened["content"], opened["code"]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise CannotOpen("not_readable") from error
    if not isinstance(content, dict) or not (code is None or isinstance(code, str)):
        raise CannotOpen("not_readable")
    return content, code
