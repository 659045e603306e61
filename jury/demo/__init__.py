"""The demonstration region: made-up texts, and the play that puts them through the verbs."""
