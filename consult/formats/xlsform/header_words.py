"""The words of headers, and what each means."""

from collections.abc import Mapping

MEDIA = ("image", "big-image", "audio", "video")
SPOKEN = frozenset(
    ["label", "hint", "guidance_hint", "constraint_message", "required_message", *MEDIA]
)
"""Columns that may stand there once a language."""

TITLES = frozenset({"form_title", "translated_title"})

SAME_ANYWHERE: Mapping[str, str] = {
    "caption": "label", "labels": "label", "big_image": "big-image", "picture": "image",
    "guidance": "guidance_hint", "hints": "hint", "photo": "image", "sound": "audio",
}  # fmt: skip
SAME: Mapping[str, Mapping[str, str]] = {
    "survey": {
        "relevance": "relevant", "relevent": "relevant", "calculate": "calculation",
        "calculations": "calculation", "constraints": "constraint",
        "constraint_msg": "constraint_message", "constraintmsg": "constraint_message",
        "constraining_message": "constraint_message", "required_msg": "required_message",
        "requiredmsg": "required_message", "readonly": "read_only", "choicefilter": "choice_filter",
        "choices_filter": "choice_filter", "repeatcount": "repeat_count", "command": "type",
        "count": "repeat_count", "disable": "disabled", "parameter": "parameters",
        "appearence": "appearance", "defaults": "default", "tag": "name", "triggers": "trigger",
    },
    "choices": {"list": "list_name", "value": "name", "listname": "list_name"},
    "settings": {"id_string": "form_id", "title": "form_title", "set_form_id": "form_id",
                 "set_form_title": "form_title"},
    "languages": {"code": "tag", "language": "name", "dir": "direction"},
}  # fmt: skip
"""Other names that people give to columns."""

KNOWN: Mapping[str, frozenset[str]] = {
    "survey": SPOKEN
    | frozenset(
        "type name required relevant constraint calculation choice_filter appearance default"
        " parameters role trigger read_only repeat_count disabled kobo--score-choices"
        " kobo--rank-items kobo--rank-constraint-message kobo--matrix_list".split()
    ),
    "choices": frozenset(["list_name", "name", "label", *MEDIA]),
    "settings": TITLES
    | frozenset(
        "form_id name version default_language instance_name style allow_choice_duplicates".split()
    ),
    "languages": frozenset("tag name direction fallback".split()),
}
WITHOUT_EFFECT: Mapping[str, frozenset[str]] = {
    "survey": frozenset(
        "autoplay accuracythreshold save_to intent note notes comment comments nofilter"
        " noapperrorstring hxl publishable minimum_seconds response_note repeat_name".split()
    ),
    "choices": frozenset(),
    "settings": frozenset(
        "submission_url namespaces auto_send auto_delete xml_root"
        " instance_xmlns clean_text_values logging environment prefix delimiter omit_instanceid"
        " client_editable allow_multiple_choice_translations entities".split()
    ),
    "languages": frozenset(),
}
PREFIXES = frozenset("media bind control body jr odk orx".split())
UNDER_BIND = frozenset({"type", "name"})
"""What means something else behind bind:: than alone."""
