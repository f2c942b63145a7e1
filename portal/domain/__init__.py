"""The rules. Standard library only: no clock, no files, no Flask, no database."""
