"""Near-duplicate articles, by one-permutation MinHash.

A text is the set of its word 3-shingles; the share of 128 bins in which two signatures agree
estimates the Jaccard similarity of two sets (Li, Owen and Zhang 2012, *One Permutation Hashing*;
empty bins are filled by rotation, Shrivastava and Li 2014). Candidates are found by bands of three
bins (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, ch. 3) and kept where their
signatures agree in ``THRESHOLD`` of the bins.

Nothing here is random: signatures are the same on every machine, with every number of workers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

BINS = 128
BAND_WIDTH = 3
THRESHOLD = 0.4  # two articles of a corpus that are not copies stay far below it
_SHINGLE = 3

# Punctuation parts words as white space does; what news sets beyond ASCII is replaced first.
_BEYOND_ASCII = "“”‘’„«»–—…"
_PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
_SPACES = bytes.maketrans(_PUNCTUATION.encode(), b" " * len(_PUNCTUATION))
_ODD = np.uint64(0x9E3779B97F4A7C15)  # the golden ratio in 64 bits: Fibonacci hashing
_MIX = np.uint64(0xBF58476D1CE4E5B9)  # from the finalizer of SplitMix64
_EMPTY = np.uint64(2**64 - 1)
_BIN_BITS = np.uint64(BINS.bit_length() - 1)


def folded_words(text: str) -> list[bytes]:
    """The words of a text in UTF-8, case and punctuation apart."""
    folded = text.casefold()
    for mark in _BEYOND_ASCII:
        if mark in folded:
            folded = folded.replace(mark, " ")
    return folded.encode().translate(_SPACES).split()


def signature(text: str) -> NDArray[np.uint64]:
    """The signature of a text: ``BINS`` numbers. Case and punctuation do not count.

    A text with fewer than three words is one shingle.
    """
    words = folded_words(text)
    hashes = np.fromiter(map(crc32, words), np.uint64, len(words))
    return _bins(_shingles(hashes))


def _shingles(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    size = max(1, len(words) - _SHINGLE + 1)
    shingles = np.zeros(size, np.uint64)
    for place in range(_SHINGLE):
        part = words[place : place + size]
        shingles[: len(part)] = (shingles[: len(part)] + part) * _ODD
        shingles ^= shingles >> np.uint64(29)
    shingles *= _MIX
    shingles ^= shingles >> np.uint64(32)
    return shingles


def _bins(shingles: NDArray[np.uint64]) -> NDArray[np.uint64]:
    bins = np.full(BINS, _EMPTY)
    place = (shingles >> (np.uint64(64) - _BIN_BITS)).astype(np.intp)
    np.minimum.at(bins, place, shingles << _BIN_BITS)
    empty = bins == _EMPTY
    if empty.any():
        filled = np.flatnonzero(~empty)
        # Each empty bin takes the next filled one's value, marked with how far away it is.
        following = np.searchsorted(filled, np.flatnonzero(empty)) % len(filled)
        source = filled[following]
        distance = (source - np.flatnonzero(empty)) % BINS
        bins[empty] = bins[source] + distance.astype(np.uint64) * _ODD
    return bins


def near_duplicates(
    identifiers: Sequence[str], signatures: NDArray[np.uint64]
) -> list[tuple[str, str]]:
    """The pairs of texts that are nearly the same, in code point order.

    Args:
        identifiers: one for each text.
        signatures: an array of shape (texts, ``BINS``).
    """
    pairs: set[tuple[int, int]] = set()
    for start in range(0, BINS - BAND_WIDTH + 1, BAND_WIDTH):
        key = signatures[:, start].copy()
        for column in range(start + 1, start + BAND_WIDTH):
            key = (key ^ (key >> np.uint64(31))) * _MIX + signatures[:, column]
        order = np.argsort(key, kind="stable")
        same = key[order[1:]] == key[order[:-1]]
        # Neighbours in a run of equal keys: grouping is transitive, and all pairs would be many.
        pairs.update(zip(order[:-1][same].tolist(), order[1:][same].tolist(), strict=True))
    similar = [
        tuple(sorted((identifiers[first], identifiers[second])))
        for first, second in pairs
        if np.mean(signatures[first] == signatures[second]) >= THRESHOLD
    ]
    return sorted((first, second) for first, second in similar)
