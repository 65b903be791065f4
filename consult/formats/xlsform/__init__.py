"""XLSForm in and out: a spreadsheet becomes a form and a report of what was done to it."""

from consult.formats.xlsform.finding import Finding, sentence
from consult.formats.xlsform.read import Reading, read
from consult.formats.xlsform.write import write

__all__ = ["Finding", "Reading", "read", "sentence", "write"]
