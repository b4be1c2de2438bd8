"""What rows need beside their document, and how the entity types map on those of others."""

from __future__ import annotations

from dataclasses import dataclass

from newscorpus.schema import labels

CONLL = {
    "PER": "PER",
    "ORG": "ORG",
    "GPE": "LOC",
    "LOC": "LOC",
    "FAC": "LOC",
    "NORP": "MISC",
    "EVENT": "MISC",
    "WORK": "MISC",
}
ONTONOTES = {
    "PER": "PERSON",
    "ORG": "ORG",
    "GPE": "GPE",
    "LOC": "LOC",
    "FAC": "FAC",
    "NORP": "NORP",
    "EVENT": "EVENT",
    "WORK": "WORK_OF_ART",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """What rows need beside their document: labels by number, topics, more metadata columns."""

    entity_types: tuple[str, ...]
    quote_types: tuple[str, ...]
    stance_labels: tuple[str, ...]
    topics: dict[str, str]
    more_columns: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, schema: dict[str, object], topics: dict[str, str], more_columns: tuple[str, ...]
    ) -> Setting:
        """The setting of a corpus, its labels in the order of its schema."""
        return cls(
            labels(schema, "entity", "type"),
            labels(schema, "quote", "type"),
            labels(schema, "stance", "label"),
            topics,
            more_columns,
        )
