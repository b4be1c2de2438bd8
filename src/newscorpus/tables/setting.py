"""What rows need beside their document, and how the entity types map on those of others."""

from __future__ import annotations

from dataclasses import dataclass

from newscorpus.corpus import GOLD, Corpus, CorpusError
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
    """What rows need beside their document: labels by number, topics, more metadata columns, and
    the annotators who made passes."""

    entity_types: tuple[str, ...]
    quote_types: tuple[str, ...]
    stance_labels: tuple[str, ...]
    topics: dict[str, str]
    more_columns: tuple[str, ...] = ()
    annotators: tuple[str, ...] = ()

    @classmethod
    def of(cls, corpus: Corpus) -> Setting:
        """The setting of a corpus, its labels in the order of its schema.

        Raises:
            CorpusError: where the schema does not enumerate them.
        """
        enumerated = (("entity", "type"), ("quote", "type"), ("stance", "label"))
        try:
            types, quotes, stances = (labels(corpus.schema, *place) for place in enumerated)
        except (KeyError, TypeError):
            places = ", ".join(f"{definition} {field}" for definition, field in enumerated)
            raise CorpusError(f"the schema has to enumerate {places} under $defs") from None
        passes = tuple(each for each in corpus.annotators() if each != GOLD)
        return cls(types, quotes, stances, corpus.topics, corpus.more_columns, passes)
