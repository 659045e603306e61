"""The log as arithmetic: hashing, signing, sealing, leaves, the file and its verification.

It must never know of a database, a clock, chance or a page: all of these are arguments.
"""
