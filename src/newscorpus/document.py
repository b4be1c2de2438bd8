"""One article with its annotation, and the ways through the graph of its layers."""

from __future__ import annotations

from functools import cached_property

from newscorpus.annotation import Annotation, Entity, Mention, Quote, Span, Stance
from newscorpus.article import Article
from newscorpus.metadata import Metadata


class Document:
    """An article, what is known of it, and one annotator's three layers; with ``passes``, also
    what others annotated.

    Every lookup raises ``KeyError`` for an id that leads nowhere; a corpus that ``validate``
    passes has none.
    """

    def __init__(
        self,
        article: Article,
        annotation: Annotation,
        metadata: Metadata,
        passes: tuple[Annotation, ...] = (),
    ) -> None:
        self.article = article
        self.annotation = annotation
        self.metadata = metadata
        self.passes = passes

    def __repr__(self) -> str:
        layers = self.annotation
        return (
            f"<Document {self.id}: {len(layers.entities)} entities, "
            f"{len(layers.mentions)} mentions, {len(layers.quotes)} quotes, "
            f"{len(layers.stances)} stances>"
        )

    @property
    def id(self) -> str:
        return self.article.id

    @property
    def text(self) -> str:
        return self.article.text

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entities by id, in the order of the file."""
        return {entity.id: entity for entity in self.annotation.entities}

    @cached_property
    def quotes(self) -> dict[str, Quote]:
        """The quotes by id, in the order of the file."""
        return {quote.id: quote for quote in self.annotation.quotes}

    def entity(self, mention: Mention) -> Entity:
        """Who or what the words refer to."""
        return self.entities[mention.entity]

    def mentions(self, entity: Entity) -> list[Mention]:
        """The words that refer to an entity, in text order."""
        return [mention for mention in self.annotation.mentions if mention.entity == entity.id]

    def speaker(self, quote: Quote) -> Entity:
        """Whose words these are."""
        return self.entities[quote.speaker]

    def addressee(self, quote: Quote) -> Entity | None:
        """Who is spoken to, where the article names them."""
        return None if quote.addressee is None else self.entities[quote.addressee]

    def outer(self, quote: Quote) -> Quote | None:
        """The quote in which this one is nested."""
        return None if quote.within is None else self.quotes[quote.within]

    def holder(self, stance: Stance) -> Entity:
        """Who is for or against."""
        return self.entities[stance.holder]

    def target(self, stance: Stance) -> Entity | str:
        """What the stance is about: an entity, or the slug of a topic."""
        if stance.target.entity is not None:
            return self.entities[stance.target.entity]
        assert stance.target.topic is not None  # the schema lets one of the two be missing
        return stance.target.topic

    def evidence(self, stance: Stance) -> list[Quote]:
        """The quotes that show a stance."""
        return [self.quotes[identifier] for identifier in stance.evidence.quotes]

    def paragraph(self, *spans: Span | Mention) -> tuple[int, int]:
        """Start and end, in code points, of the paragraphs in which spans stand."""
        start = self.text.rfind("\n\n", 0, min(span.start for span in spans))
        end = self.text.find("\n\n", max(span.end for span in spans))
        return (0 if start < 0 else start + 2, len(self.text) if end < 0 else end)
