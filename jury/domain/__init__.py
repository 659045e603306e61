"""The rule book: what is right. It knows no web, database, clock, chance or language."""
