"""Every rule of newscorpus, in one table: what can be wrong, why it matters, how to mend it.

The pages in ``docs/rules/`` are made from it. A code, once given, never changes its meaning.

=====  ==================================================
NC0xx  files, as bytes and text
NC1xx  JSON and its schema
NC2xx  what belongs together: articles, annotations, tables
NC3xx  spans, mentions and entities
NC4xx  quotes
NC5xx  stances
=====  ==================================================
"""

from __future__ import annotations

from newscorpus.findings import ERROR, WARNING, Rule

_RULES = (
    # Files
    Rule(
        "NC001",
        ERROR,
        "the file cannot be read",
        "Only regular files that lie in their own folder are read. A folder, a named pipe or a "
        "device in a file's place, a file without read permission and a symbolic link that leads "
        "out of the folder are refused, so that a corpus from a stranger can neither hang a run "
        "nor have other files of the machine read.",
        "put the file itself there, readable",
    ),
    Rule(
        "NC002",
        ERROR,
        "the file is too large",
        "A raw article and an annotation have at most 8 MiB each; no news article comes near. The "
        "size is looked at before a byte is read.",
        "split the file into its articles",
    ),
    Rule(
        "NC003",
        ERROR,
        "the file is not UTF-8",
        "Offsets count code points; bytes that are not UTF-8 have none.",
        "save the file as UTF-8",
    ),
    Rule(
        "NC004",
        ERROR,
        "the file starts with a byte order mark",
        "A byte order mark is an invisible code point before the text, which some programs count "
        "and others drop.",
        "save the file as UTF-8 without a byte order mark",
    ),
    Rule(
        "NC005",
        ERROR,
        "a control character",
        "NUL and other control characters come from broken extraction, and are dropped or kept by "
        "one program and not the other. Tab and line ends alone are allowed.",
        "obtain the article again, or have whoever obtained it take the character out",
    ),
    Rule(
        "NC006",
        ERROR,
        "the file is empty",
        "A raw article has a date and a body.",
        "obtain the article again, or delete the file",
    ),
    Rule(
        "NC007",
        ERROR,
        "no date where the raw form has it",
        "A raw article starts with optional white space, the word 'date', an ISO date, one space, "
        "and the body on the same line.",
        "start the file with 'date YYYY-MM-DD ' and the body",
    ),
    Rule(
        "NC008",
        ERROR,
        "a date that does not exist",
        "Dates are those of the Gregorian calendar from 0001-01-01.",
        "write the date on which the article appeared",
    ),
    Rule(
        "NC009",
        ERROR,
        "no body",
        "There is nothing to annotate.",
        "obtain the article again, or delete the file",
    ),
    Rule(
        "NC010",
        WARNING,
        "text that is not in NFC",
        "A letter written as base and combining mark looks the same as the composed one and is "
        "not found by a search for it. The text is never changed in silence, since offsets stand "
        "on it.",
        "where the article can still be obtained anew, obtain it in NFC and annotate that",
    ),
    Rule(
        "NC011",
        WARNING,
        "an invisible or direction-changing character",
        "Zero-width and bidirectional controls are counted by offsets and seen by nobody.",
        "keep it if the article had it; else obtain the article again",
    ),
    Rule(
        "NC012",
        ERROR,
        "a file name that cannot be an article's id",
        "An article's id is its file's name, and has to be one on every system.",
        "rename the file to letters, digits, '.', '_' and '-', and the annotation with it",
    ),
    Rule(
        "NC013",
        ERROR,
        "two ids that differ in case alone",
        "On many file systems one file would overwrite the other.",
        "rename one of the two",
    ),
    # JSON
    Rule(
        "NC101",
        ERROR,
        "not JSON",
        "The file is cut off or malformed (RFC 8259).",
        "mend the JSON at the place named",
    ),
    Rule(
        "NC102",
        ERROR,
        "a key twice in one object",
        "Parsers keep one of the two values in silence, and not all the same one.",
        "delete one of the two",
    ),
    Rule(
        "NC103",
        ERROR,
        "a number that JSON does not have, or too large a one",
        "NaN and Infinity are not JSON, and a number beyond 64 bits changes as it is read.",
        "write the number that was meant",
    ),
    Rule(
        "NC104",
        ERROR,
        "nested too deep",
        "An annotation has six levels; a file with more than 64 is an accident or an attack.",
        "delete the nesting",
    ),
    Rule(
        "NC105",
        ERROR,
        "half of a surrogate pair",
        "An escape such as \\ud83d alone is no character, and cannot be written as UTF-8.",
        "write the character itself",
    ),
    Rule(
        "NC106",
        ERROR,
        "not what the schema says",
        "The shape of an annotation is schema/annotation.schema.json; an editor that follows its "
        "'$schema' shows the same while one types.",
        "write what the schema expects at that place",
    ),
    Rule(
        "NC107",
        ERROR,
        "a whole number written with a fraction",
        "JSON Schema takes 3.0 for an integer; Arrow and other readers do not.",
        "write it without the fraction",
    ),
    # What belongs together
    Rule(
        "NC201",
        ERROR,
        "an article without annotation",
        "Every article of a release is annotated.",
        "annotate it, or take it out of raw/",
    ),
    Rule(
        "NC202",
        ERROR,
        "an annotation without article",
        "There is no raw file of that name.",
        "add the raw file, or delete the annotation",
    ),
    Rule(
        "NC203",
        ERROR,
        "the file's name is not the article that it says",
        "An annotation lies under its article's id.",
        "rename the file, or write the id of the article that was annotated",
    ),
    Rule(
        "NC204",
        ERROR,
        "the text is not the text that was annotated",
        "The SHA-256 of the article's text differs from the one in the annotation: the raw file "
        "has changed since, and offsets may point to other words.",
        "restore the raw file, or check every span and write the new hash",
    ),
    Rule(
        "NC205",
        ERROR,
        "an article without metadata",
        "raw/metadata.csv has one row for each article.",
        "add a row for it",
    ),
    Rule(
        "NC206",
        ERROR,
        "metadata without an article",
        "There is no raw file of that name.",
        "add the raw file, or delete the row",
    ),
    Rule(
        "NC207",
        ERROR,
        "a table that cannot be read",
        "The CSV files beside the articles are UTF-8 with commas, quoted as RFC 4180 says, with "
        "the columns that the format names.",
        "mend the row",
    ),
    Rule(
        "NC208",
        ERROR,
        "the same key in two rows",
        "Each article, and each topic, has one row.",
        "delete one of the two",
    ),
    Rule(
        "NC209",
        ERROR,
        "a topic that does not exist",
        "The topic of an article is one of annotations/topics.csv, or empty.",
        "add the topic with its proposition, or correct the slug",
    ),
    Rule(
        "NC210",
        ERROR,
        "an empty cell where there has to be something",
        "A topic without a proposition says nothing that one could be for or against; an article "
        "without an outlet or licence cannot be released.",
        "fill the cell",
    ),
    Rule(
        "NC211",
        ERROR,
        "a split that does not exist",
        "The splits are train, validation and test.",
        "write one of the three",
    ),
    Rule(
        "NC212",
        ERROR,
        "one story in two splits",
        "Articles of one story, and near-duplicates, share a split; otherwise a model is tested "
        "on what it has seen.",
        "write the same split for all of them in annotations/splits.csv; moving an article that "
        "has been released takes a new major version",
    ),
    Rule(
        "NC213",
        ERROR,
        "an annotator that is not the folder's",
        "Files in annotations/gold/ say 'gold'; those in annotations/passes/a1/ say 'a1'.",
        "write the folder's name, or move the file",
    ),
    # Spans, mentions and entities
    Rule(
        "NC301",
        ERROR,
        "the text at the offsets is not the text given",
        "Each span carries its words, so that an offset that slipped is found. Offsets count "
        "Unicode code points of the article's text; a program that counts UTF-8 bytes or UTF-16 "
        "units is off after the first character that takes more than one.",
        "write the offsets of the words that were meant",
    ),
    Rule(
        "NC302",
        ERROR,
        "a span that is empty or runs backwards",
        "A span's end is greater than its start.",
        "write the offsets of the words that were meant",
    ),
    Rule(
        "NC303",
        ERROR,
        "a span beyond the end of the text",
        "Offsets count code points of the text, not of the raw file with its header.",
        "write the offsets of the words that were meant",
    ),
    Rule(
        "NC304",
        ERROR,
        "white space at the end of a span",
        "Spans begin and end with what they mark (guideline 1.2).",
        "move the offset past the white space",
    ),
    Rule(
        "NC305",
        ERROR,
        "a lone quotation mark at the end of a span",
        "A span takes both marks of a pair, or none (guideline 1.2).",
        "take the mark out of the span, or take its partner in",
    ),
    Rule(
        "NC306",
        WARNING,
        "a span that starts or ends within a word",
        "Spans begin and end at the edges of words (guideline 1.3).",
        "move the offset to the edge of the word",
    ),
    Rule(
        "NC307",
        WARNING,
        "a span through the middle of a character",
        "What a reader sees as one character may be several code points: a letter and its accent, "
        "an emoji of a family.",
        "move the offset to the edge of the character",
    ),
    Rule(
        "NC308",
        ERROR,
        "the same id twice",
        "Ids are unique in a file, over all layers.",
        "give one of the two another id",
    ),
    Rule(
        "NC309",
        ERROR,
        "an id that leads nowhere",
        "Every reference is to an item of the same file.",
        "write the id of the item that was meant, or add it",
    ),
    Rule(
        "NC310",
        ERROR,
        "mentions out of order",
        "Mentions stand in text order, and of two that start together the longer one first.",
        "move the mention to its place",
    ),
    Rule(
        "NC311",
        ERROR,
        "names that overlap",
        "One name may lie whole inside another, of another entity (guideline 2.2.6); two never "
        "cross, and the same words are never marked twice.",
        "correct the span of one of the two, or delete it",
    ),
    Rule(
        "NC312",
        ERROR,
        "a mention that does not agree with its entity",
        "An entity that has a name is mentioned by it, and one without a name is not mentioned by "
        "name.",
        "write the entity's name, or correct the mention's kind or entity",
    ),
    Rule(
        "NC313",
        WARNING,
        "an entity's name that is none of its mentions",
        "An entity's name is the fullest form that the article has, as it is written there "
        "(guideline 2.3.1).",
        "write the name as the article has it",
    ),
    Rule(
        "NC314",
        WARNING,
        "a name left unmarked",
        "The same words are marked as a name elsewhere in the article (guidelines 2.2.6, 2.3.2).",
        "mark it, unless it means something else here",
    ),
    Rule(
        "NC315",
        WARNING,
        "an entity that nothing refers to",
        "An entity is mentioned, speaks, holds a stance or makes up a group (guideline 2.3.7).",
        "delete it, or mark what refers to it",
    ),
    Rule(
        "NC316",
        ERROR,
        "a circle of members or spokespeople",
        "A group cannot be among its own members, nor a body speak for its own spokesperson.",
        "break the circle",
    ),
    # Quotes
    Rule(
        "NC401",
        ERROR,
        "spans of one part out of order or overlapping",
        "The spans of content, cue, source or evidence stand in text order and do not overlap.",
        "put them in order, or join those that overlap",
    ),
    Rule(
        "NC402",
        ERROR,
        "a cue or source within the content",
        "What was said, and the words that say so, are different words of the text.",
        "part the content into two spans, around the cue or source",
    ),
    Rule(
        "NC403",
        ERROR,
        "a circle of nested quotes",
        "A quote cannot stand within itself.",
        "break the circle",
    ),
    Rule(
        "NC404",
        ERROR,
        "a direct quote that stands in no quotation marks",
        "A quote is direct when all its content is in quotation marks (guideline 3.4.1).",
        "write the type that the marks show, or move the span inside the marks",
    ),
    Rule(
        "NC405",
        ERROR,
        "an indirect quote that stands in quotation marks",
        "A quote whose content is all in quotation marks is direct (guideline 3.4.1).",
        "write direct",
    ),
    Rule(
        "NC406",
        ERROR,
        "a mixed quote without quotation marks",
        "A quote is mixed when part of its content is in quotation marks (guideline 3.4.1).",
        "write indirect or reported, or take the marked words into the content",
    ),
    Rule(
        "NC407",
        WARNING,
        "an indirect quote with quotation marks in it",
        "Words in quotation marks within a paraphrase make the quote mixed, unless they are a "
        "title or a nested quote.",
        "write mixed, unless the marks stand for a title",
    ),
    Rule(
        "NC408",
        WARNING,
        "a quotation that no quote covers",
        "What stands in quotation marks is mostly somebody's words (guideline 3.1.5).",
        "annotate the quote, unless the marks hold a title, a word as such or scare quotes",
    ),
    Rule(
        "NC409",
        WARNING,
        "a source with no mention of its speaker",
        "The words that name the speaker are a mention of the speaker (guideline 3.3.1).",
        "mark the mention, or correct the speaker",
    ),
    Rule(
        "NC410",
        WARNING,
        "a nested quote that is not inside its outer one",
        "A quote within another stands in the other's content (guideline 3.5.2).",
        "correct the spans, or the quote that it is within",
    ),
    Rule(
        "NC411",
        WARNING,
        "a speaker who speaks to themselves",
        "The addressee is somebody else.",
        "correct one of the two",
    ),
    # Stances
    Rule(
        "NC501",
        ERROR,
        "a stance without evidence",
        "Evidence is never empty (guideline 4.5).",
        "cite the quotes or mark the words that show it, or delete the stance",
    ),
    Rule(
        "NC502",
        WARNING,
        "evidence that is not its holder's quote",
        "Evidence cites the holder's own quotes first (guideline 4.5). A quote of somebody else "
        "is right where that other tells of the holder.",
        "cite the holder's quote, or link speaker and holder by speaks_for or members",
    ),
    Rule(
        "NC503",
        ERROR,
        "a stance towards a topic that does not exist",
        "Topics are those of annotations/topics.csv.",
        "add the topic with its proposition, or correct the slug",
    ),
    Rule(
        "NC504",
        ERROR,
        "two stances of one holder towards one target",
        "There is one stance for each holder and target, and one more that was given up "
        "(guideline 4.4).",
        "join them, or mark the one given up as former",
    ),
    Rule(
        "NC505",
        ERROR,
        "a holder who is their own target",
        "A stance is about somebody or something else.",
        "correct one of the two",
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _RULES}
