"""Whether a shop's overlay may be published: read, kept to its shop, without fault, and answering what it must."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from api.check import check_ontology
from api.questions import ask_files
from ingest.extract import pattern_problems
from ontology.checks import ProblemKind, problems
from ontology.competency import SUFFIX, shipped_questions
from ontology.errors import OntologyError
from ontology.general import NS
from ontology.load import load_ontology, shipped_packs
from ontology.model import Ontology
from ontology.reader import Document
from reasoning.dispute import analyse
from reasoning.rules import compile_rules, kind_problems, range_problems
from reasoning.rules.emptiness import empty_class_problems

# What may stay as it is: it can confuse a reader, and makes nothing wrong.
_MINOR = frozenset((ProblemKind.MISSING_LABEL, ProblemKind.SAME_LABEL, ProblemKind.SAME_SYNONYM))


def read_overlay(path: Path, shop: str) -> tuple[Document, ...]:
    """A file and what it imports, as far as that is the shop's overlay; imported documents first.

    Raises OntologyError for a file that cannot be read, is not the shop's overlay or imports no pack.
    """
    documents = load_ontology([path]).documents
    main = documents[-1]
    if main.shop != shop:
        whose = f"that of shop '{main.shop}'" if main.shop else "no shop's"
        raise OntologyError(
            f"{main.file}: is {whose}, not the overlay of shop '{shop}'; annotate the ontology with "
            f'Annotation(g:overlayOf "{shop}"), where g: is {NS}'
        )
    if main.nameless:
        raise OntologyError(f"{main.file}: the ontology has no IRI; give it one, under which its terms are named")
    others = sorted({document.shop for document in documents} - {"", shop})
    if others:
        raise OntologyError(f"{main.file}: imports the overlay of shop '{others[0]}'; import packs and your own files")
    if all(document.shop for document in documents):
        raise OntologyError(f"{main.file}: imports no pack; import the one of its trade, such as <{_first_pack()}>")
    return tuple(document for document in documents if document.shop)


def _first_pack() -> str:
    return load_ontology([next(iter(shipped_packs()))]).documents[-1].iri


def with_overlay(stored: Ontology, shop: str, overlay: Sequence[Document]) -> Ontology:
    """The stored documents with a shop's overlay in the place of the one it had; without any where none is given.

    Raises OntologyError for an import that the store does not hold.
    """
    kept = [document for document in stored.documents if document.shop != shop]
    held = {name for document in (*kept, *overlay) for name in (document.iri, document.version)}
    for document in overlay:
        for iri in document.imports:
            if iri not in held:
                raise OntologyError(
                    f"{document.file}: imports <{iri}>, which the store does not hold; "
                    "load it first with fengmi ontology load"
                )
    place = next((n for n, document in enumerate(stored.documents) if document.shop == shop), len(kept))
    return Ontology([*kept[:place], *overlay, *kept[place:]])


def check_overlay(ontology: Ontology, shop: str) -> None:
    """Raise OntologyError, saying the first fault and how many there are, when a shop's overlay has any.

    Raises RuleError for a rule that cannot be run.
    """
    check_ontology(ontology)
    own = ontology.for_shop(shop)
    files = {document.file for document in own.documents if document.shop}
    faults = list(_faults(own, files))
    if faults:
        more = f" (and {len(faults) - 1} more; fengmi ontology check lists them)" if len(faults) > 1 else ""
        raise OntologyError(f"{faults[0]}{more}; nothing was published")


def _faults(own: Ontology, files: set[str]) -> Iterator[str]:
    for document in own.documents:
        for unread in document.unread if document.shop else ():
            yield f"{document.file}: {unread.text} cannot be used: {unread.reason}"
    of_rules = (*kind_problems(own), *range_problems(own), *empty_class_problems(own))
    for problem in (*problems(own), *pattern_problems(own), *of_rules):
        if problem.file in files and problem.kind not in _MINOR:
            yield f"{problem.file}: [{problem.kind.value}] {problem.text}"
    for skipped in compile_rules(own).skipped:
        if skipped.file in files and skipped.axiom.startswith("DLSafeRule"):
            yield f"{skipped.file}: {skipped.axiom} {skipped.reason}"
    # What is wrong with the policy as a whole stands where it shows; what was wrong without the overlay is not its.
    before = set(analyse(own.for_shop(None)).problems)
    yield from (f"[{p.kind.value}] {p.text}" for p in analyse(own).problems if p not in before)


def check_questions(ontology: Ontology, shop: str, path: Path | None) -> tuple[int, int]:
    """Ask what the packs below an overlay must answer, with it beside them, and what the overlay itself must.

    Its own questions stand beside its file as `NAME.cq.yaml`. Returns how many files and questions were asked.
    Raises OntologyError for the first question that gives other rows than it must.
    """
    own = ontology.for_shop(shop)
    shipped = shipped_questions()
    below = _imported(own, [document for document in own.documents if document.shop])
    names: list[str | Path] = [name for name, pack in shipped_packs().items() if name in shipped and pack.name in below]
    beside = path.with_name(path.stem + SUFFIX) if path is not None else None
    reports = ask_files(names, [document for document in own.documents if document.shop or document.file in below])
    if beside is not None and beside.is_file():
        reports += ask_files([beside])
    for report in reports:
        for outcome in report.failed:
            raise OntologyError(
                f"{report.file}: '{outcome.question.ask}' gives {list(map(list, outcome.rows))}, not "
                f"{list(map(list, outcome.question.rows))}; nothing was published"
            )
    return len(reports), sum(len(report.outcomes) for report in reports)


def _imported(ontology: Ontology, start: Iterable[Document]) -> set[str]:
    """The files of all that some documents import, directly or not."""
    by_name = {name: document for document in ontology.documents for name in (document.iri, document.version) if name}
    found: set[str] = set()
    waiting = [iri for document in start for iri in document.imports]
    while waiting:
        document = by_name.get(waiting.pop())
        if document is not None and document.file not in found:
            found.add(document.file)
            waiting += document.imports
    return found
