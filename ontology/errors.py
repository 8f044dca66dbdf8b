"""The one tree of errors that Fengmi raises on purpose.

FengmiError
├── OntologyError      an OWL file cannot be read, or says something we cannot accept
├── JavaError          a Java program cannot be had here, failed, or took too long
├── RuleError          a rule cannot be run: unsafe, unknown built-in, too much derived
├── StoreError         the store cannot be opened, read or written
│   ├── QueryError     one query was refused, is wrong, or took too long
│   └── OvertakenError somebody else has written since a change was worked out
├── MappingError       a mapping is wrong: checked before the first record is read
├── SourceError        a source file cannot be read at all: missing, cut off, wrong encoding
├── NotFoundError      something asked for by name or id is not in the store
└── InputError         a request is wrong: empty, too long, a bad argument

A message says what went wrong, which value, and what to do about it. A single bad record is not
an error: it is a reject, kept and counted (see ingest/reject.py).
"""


class FengmiError(Exception):
    """Base of every error that is meant for a person; `code` is stable and shown by the API."""

    code = "FENGMI"


class OntologyError(FengmiError):
    """An OWL file cannot be read or accepted."""

    code = "ONTOLOGY"


class JavaError(FengmiError):
    """A Java program beside us cannot be had, failed, or took too long."""

    code = "JAVA"


class RuleError(FengmiError):
    """A rule cannot be run."""

    code = "RULE"


class StoreError(FengmiError):
    """The store cannot be opened, read or written."""

    code = "STORE"


class QueryError(StoreError):
    """One query was refused, is wrong, or exceeded a limit."""

    code = "QUERY"


class OvertakenError(StoreError):
    """Somebody else has written since a change was worked out."""


class MappingError(FengmiError):
    """A mapping file is wrong."""

    code = "MAPPING"


class SourceError(FengmiError):
    """A source file cannot be read at all."""

    code = "SOURCE"


class NotFoundError(FengmiError):
    """Something asked for by name or id is not there."""

    code = "NOT_FOUND"


class InputError(FengmiError):
    """A request is wrong."""

    code = "BAD_INPUT"
