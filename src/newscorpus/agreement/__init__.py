"""Annotator against annotator: how far independent passes over the same articles agree."""
