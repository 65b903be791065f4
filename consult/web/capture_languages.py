"""In which languages a consultation can be read: those of the interface, and the form's own."""

from collections.abc import Iterator

from flask import request, url_for

from consult.core.form import Form
from consult.core.language import DEFAULT, ENDONYMS, INTERFACE, Speech, direction
from consult.store.rows import ConsultationRow
from consult.web.language import Tongue, tongues


def own_tongues(consultation: ConsultationRow, form: Form) -> dict[str, Speech]:
    """Give the form's languages that the interface doesn't speak, and how each is written."""
    tags = [tag for tag in consultation.languages if tag not in INTERFACE]
    return {tag: form.speech.get(tag) or Speech(tag, direction(tag)) for tag in tags}


def faces(consultation: ConsultationRow, form: Form) -> list[str]:
    """List the languages of the interface that the consultation's pages are there in."""
    near = {_near(speech) for speech in own_tongues(consultation, form).values()}
    return [tag for tag in INTERFACE if tag in consultation.languages or tag in near]


def here_and_there(consultation: ConsultationRow, form: Form) -> list[Tongue]:
    """Give every language of the consultation with the address of this page in it.

    A language that the interface doesn't speak leads to the form, from wherever it is chosen.
    """
    at = request.args.get("at")
    asked = request.view_args is not None and "tag" in request.view_args
    spoken = [tongue for tongue in tongues() if tongue.tag in consultation.languages]
    if asked:
        spoken = [
            Tongue(tag, name, url_for("capture.give", lang=tag, slug=consultation.slug, at=at))
            for tag, name, _address in spoken
        ]
    return spoken + [
        Tongue(tag, speech.name, give_in(consultation, speech, tag, at))
        for tag, speech in own_tongues(consultation, form).items()
    ]


def give_in(consultation: ConsultationRow, speech: Speech, tag: str, at: str | None = None) -> str:
    """Give the address of the form in a language of its own."""
    return url_for("capture.give", lang=_near(speech), slug=consultation.slug, tag=tag, at=at)


def addresses(consultation: ConsultationRow, form: Form) -> Iterator[str]:
    """List the pages that a phone needs to take part without a network."""
    slug = consultation.slug
    for lang in faces(consultation, form):
        yield url_for("home.consultations", lang=lang)
        yield url_for("capture.about", lang=lang, slug=slug)
        if lang in consultation.languages:
            yield url_for("capture.give", lang=lang, slug=slug)
        yield url_for("shell.offline", lang=lang)
    for tag, speech in own_tongues(consultation, form).items():
        yield give_in(consultation, speech, tag)


def _near(speech: Speech) -> str:
    return speech.fallback if speech.fallback in ENDONYMS else DEFAULT
