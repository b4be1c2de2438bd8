"""From two passes to one gold: what both agree on is taken, every difference is decided.

``comparison`` lays the passes side by side, ``decisions`` is the file in which a person decides,
``gold`` makes the annotation that comes of it.
"""
