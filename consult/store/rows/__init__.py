"""Every table, so that one import knows them all."""

from consult.store.rows.answers import CounterRow, NewsRow, ReplyRow
from consult.store.rows.asking import (
    ConsultationLocalityRow,
    ConsultationRow,
    FormFileRow,
    FormRow,
)
from consult.store.rows.drafts import FormDraftRow, FormStepRow
from consult.store.rows.files import RecordFileRow
from consult.store.rows.people import DeviceRow, PersonLocalityRow, PersonRow
from consult.store.rows.places import BodyRow, LocalityRow
from consult.store.rows.readings import (
    DirtyRow,
    LabelRow,
    PrevalenceRow,
    ReadingRow,
    RollupRow,
    TallyRow,
)
from consult.store.rows.records import ExchangeRow, HeldRow, SubmissionRow

__all__ = [
    "BodyRow",
    "ConsultationLocalityRow",
    "ConsultationRow",
    "CounterRow",
    "DeviceRow",
    "DirtyRow",
    "ExchangeRow",
    "FormDraftRow",
    "FormFileRow",
    "FormRow",
    "FormStepRow",
    "HeldRow",
    "LabelRow",
    "LocalityRow",
    "NewsRow",
    "PersonLocalityRow",
    "PersonRow",
    "PrevalenceRow",
    "ReadingRow",
    "RecordFileRow",
    "ReplyRow",
    "RollupRow",
    "SubmissionRow",
    "TallyRow",
]
