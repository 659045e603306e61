"""What `make bench` runs: Jury's pages beside a bare application of the same parts."""
