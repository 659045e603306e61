"""The project's own tools: catalogues, sabotages, hygiene. Jury itself never imports them."""
