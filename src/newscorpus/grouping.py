"""What belongs together through links, however indirect: connected components."""

from __future__ import annotations

from collections.abc import Iterable


def groups(identifiers: Iterable[str], links: Iterable[tuple[str, str]]) -> list[list[str]]:
    """The connected groups of a set of ids, each in code point order, by their first member."""
    parent = {identifier: identifier for identifier in identifiers}

    def root(identifier: str) -> str:
        while parent[identifier] != identifier:
            parent[identifier] = parent[parent[identifier]]
            identifier = parent[identifier]
        return identifier

    for first, second in links:
        one, other = sorted((root(first), root(second)))
        parent[other] = one
    members: dict[str, list[str]] = {}
    for identifier in sorted(parent):
        members.setdefault(root(identifier), []).append(identifier)
    return sorted(members.values())
