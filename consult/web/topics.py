"""The topics in the reader's language."""

from typing import Final

from flask_babel import lazy_gettext as _

TOPICS: Final = {
    "services": _("Services"),
    "services.water": _("Water"),
    "services.sanitation": _("Sanitation and waste"),
    "services.health": _("Health"),
    "services.schools": _("Schools"),
    "services.electricity": _("Electricity"),
    "services.roads": _("Roads and transport"),
    "services.housing": _("Housing and shelter"),
    "services.aid": _("Aid"),
    "livelihoods": _("Livelihoods"),
    "livelihoods.jobs": _("Jobs and income"),
    "livelihoods.prices": _("Prices and taxes"),
    "livelihoods.food": _("Food and farming"),
    "livelihoods.land": _("Land"),
    "safety": _("Safety"),
    "safety.violence": _("Violence and fear"),
    "safety.crime": _("Crime"),
    "safety.police": _("Police and armed forces"),
    "governance": _("Governance"),
    "governance.justice": _("Justice and rights"),
    "governance.corruption": _("Corruption"),
    "governance.communication": _("How authorities inform and listen"),
    "relations": _("Living together"),
    "relations.trust": _("Trust between groups"),
    "relations.displacement": _("Displacement and return"),
    "relations.women_youth": _("Women, youth and people with disabilities"),
}
