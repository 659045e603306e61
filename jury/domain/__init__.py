"""The rule book: what is right. Plain Python that knows no web, database, clock, chance or language."""
