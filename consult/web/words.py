"""The sentences that script says; `{name}` stands for a value that only the phone knows."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _

SENTENCES: Mapping[str, object] = {
    "waiting": _("Waiting to be sent: {n}. The oldest has waited for {age}."),
    "refused": _("Not accepted by the server: {n}. They are still on this phone."),
    "returned": _("One answer came back. Please look at it again."),
    "answered": _("An answer has come. Open it with your code."),
    "replied": _("New answers to what you collected: {n}"),
    "kept_for": _("Kept for {age}"),
    "to_mend": _("Came back. Please look at it again."),
    "sent_so_far": _("Sent and received by the server: {n}"),
    "reason": _("The server could not take it ({code})."),
    "revoked": _("This phone may no longer send. What you kept is still here."),
}


def words() -> Mapping[str, str]:
    """Say all of them in the language of the page."""
    return {name: str(sentence) for name, sentence in SENTENCES.items()}
