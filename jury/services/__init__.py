"""The verbs: what changes. The only code that writes."""
