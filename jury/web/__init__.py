"""The pages: what is seen. No rule and no query lives here."""
