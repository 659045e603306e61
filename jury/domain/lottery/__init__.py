"""The civic lottery: who may be drawn, how likely, and the list that anyone can test.

`pool` says who stands in it, `classes` who is alike, `chances` how equal chances can be, `panels`
makes the list, `certificate` proves the bound, `pick` lets a number choose, `check` tests it all.
"""
