"""XLSForm in: a spreadsheet becomes a form and a report of what was done to it."""

from consult.formats.xlsform.finding import Finding, sentence
from consult.formats.xlsform.read import Reading, read

__all__ = ["Finding", "Reading", "read", "sentence"]
