"""``croissant.json``: the release described in MLCommons Croissant 1.0.

What lies deeper than a list of plain fields is left out of the description, since readers of
Croissant cannot get it out of a Parquet column; it stands in the tables all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec

from newscorpus.corpus import About
from newscorpus.release.layout import table_path
from newscorpus.release.manifest import FileEntry
from newscorpus.splits import SPLITS
from newscorpus.tables.configurations import configurations
from newscorpus.tables.features import Feature, Fields, Label, ListOf, Value
from newscorpus.tables.setting import Setting

# From the Croissant 1.0 specification, appendix 1.
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataBiases": "cr:dataBiases",
    "dataCollection": "cr:dataCollection",
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "personalSensitiveInformation": "cr:personalSensitiveInformation",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
_TYPES = {
    "string": "sc:Text",
    "int32": "sc:Integer",
    "int64": "sc:Integer",
    "bool": "sc:Boolean",
    "date32": "sc:Date",
}
_LICENCES = {
    "cc-by-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "cc0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}


def croissant(
    about: About,
    version: str,
    date_published: str,
    files: Mapping[str, FileEntry],
    setting: Setting,
) -> dict[str, Any]:
    """The description of a release.

    Args:
        about: what the corpus says of itself.
        version: the release.
        date_published: ISO date of the newest article: the build has no clock of its own.
        files: the release's files, with their hashes.
        setting: labels and topics.
    """
    distribution: list[dict[str, Any]] = []
    records: list[dict[str, Any]] = []
    for configuration in configurations(setting):
        for split in SPLITS:
            path = table_path(configuration.name, split)
            distribution.append(
                {
                    "@type": "cr:FileObject",
                    "@id": f"{configuration.name}-{split}-file",
                    "name": path,
                    "contentUrl": path,
                    "contentSize": f"{files[path].size} B",
                    "encodingFormat": "application/x-parquet",
                    "sha256": files[path].sha256,
                }
            )
            records.append(
                {
                    "@type": "cr:RecordSet",
                    "@id": f"{configuration.name}-{split}",
                    "name": f"{configuration.name}-{split}",
                    "description": f"{split}: {configuration.a_row_is} a row",
                    "field": [
                        _field(
                            f"{configuration.name}-{split}",
                            name,
                            feature,
                            split,
                            configuration.name,
                        )
                        for name, feature in configuration.columns(setting).items()
                    ],
                }
            )
    return {
        "@context": _CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": about.name,
        "description": about.description.strip() or about.title,
        "license": _LICENCES.get(about.licence, about.licence),
        **({"url": about.homepage} if about.homepage else {}),
        "version": version,
        "datePublished": date_published,
        "inLanguage": list(about.language),
        "creator": [{"@type": "sc:Organization", "name": each} for each in about.creators],
        **({"citeAs": about.citation.strip()} if about.citation else {}),
        "distribution": distribution,
        "recordSet": records,
    }


def _field(
    record: str, name: str, feature: Feature, split: str, configuration: str
) -> dict[str, Any]:
    field: dict[str, Any] = {
        "@type": "cr:Field",
        "@id": f"{record}/{name}",
        "name": name,
        "description": feature.meaning or name,
        "source": {
            "fileObject": {"@id": f"{configuration}-{split}-file"},
            "extract": {"column": name},
        },
    }
    repeated = isinstance(feature, ListOf)
    inner = feature.item if isinstance(feature, ListOf) else feature
    if repeated:
        field["repeated"] = True
    match inner:
        case Value(dtype):
            field["dataType"] = _TYPES[dtype]
        case Label():
            field["dataType"] = "sc:Integer"
        case Fields(fields):
            field["subField"] = [
                {
                    "@type": "cr:Field",
                    "@id": f"{record}/{name}/{each}",
                    "name": each,
                    "dataType": _leaf(kind),
                    "source": {
                        "fileObject": {"@id": f"{configuration}-{split}-file"},
                        "extract": {"column": name},
                        "transform": {"jsonPath": each},
                    },
                }
                for each, kind in fields.items()
                if not isinstance(kind, ListOf | Fields)
            ]
    return field


def _leaf(feature: Feature) -> str:
    return _TYPES[feature.dtype] if isinstance(feature, Value) else "sc:Integer"


def write_croissant(description: dict[str, Any], path: Path) -> None:
    """Write the description, its keys in the order given."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(description), indent=2) + b"\n")
