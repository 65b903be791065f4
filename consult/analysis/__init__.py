"""Text in, values out: language, sentiment and topics."""
