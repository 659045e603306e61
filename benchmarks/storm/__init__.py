"""A storm: jurors write over HTTP while the server is killed, and afterwards nothing is missing."""
