"""newscorpus: annotated news, from raw articles to a versioned Hugging Face dataset.

>>> import newscorpus
>>> corpus = newscorpus.Corpus(".")
>>> for document in corpus:
...     for quote in document.annotation.quotes:
...         print(document.speaker(quote).name, quote.content[0].text)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newscorpus.annotation import Annotation, Entity, Mention, Quote, Span, Stance
    from newscorpus.article import Article
    from newscorpus.corpus import Corpus, CorpusError
    from newscorpus.document import Document
    from newscorpus.loading import load

__all__ = [
    "Annotation",
    "Article",
    "Corpus",
    "CorpusError",
    "Document",
    "Entity",
    "Mention",
    "Quote",
    "Span",
    "Stance",
    "load",
]

_HOMES = {
    "annotation": ("Annotation", "Entity", "Mention", "Quote", "Span", "Stance"),
    "article": ("Article",),
    "corpus": ("Corpus", "CorpusError"),
    "document": ("Document",),
    "loading": ("load",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the command line starts without them."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'newscorpus' has no attribute {name!r}")
    return getattr(importlib.import_module(f"newscorpus.{_HOME_OF[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
