"""What two versions of an ontology say differently: axioms, terms and rules added, removed and changed.

Two axioms are one as `canonical` has it, whichever file says them. A removed and an added axiom about the same
(a kind of axiom, its subject, and the property and language where it has them) are one that changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from ontology.canonical import canonical
from ontology.model import Ontology
from ontology.owl import Annotation, Axiom, Expression, Iri, Literal, Node, local_name

_ASSERTIONS = (
    *("ObjectPropertyAssertion", "NegativeObjectPropertyAssertion"),
    *("DataPropertyAssertion", "NegativeDataPropertyAssertion"),
)
_RULE = "DLSafeRule"

Topic: TypeAlias = "tuple[str, ...]"


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidAxiom:
    """One axiom that only one version has: its kind, in functional syntax with local names, and the file."""

    kind: str
    text: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedAxiom:
    """One axiom that the versions have otherwise: `before` in the old one, `after` in the new one, in `file`."""

    kind: str
    before: str
    after: str
    file: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """Terms by IRI, or SWRL rules by label, sorted, that were added, removed, or of which axioms changed."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OntologyDifference:
    """All that differs; axioms are sorted by kind, then text."""

    added: tuple[SaidAxiom, ...]
    removed: tuple[SaidAxiom, ...]
    changed: tuple[ChangedAxiom, ...]
    terms: Names
    rules: Names

    @property
    def empty(self) -> bool:
        """Whether the versions say the same."""
        return not (self.added or self.removed or self.changed)


def difference(old: Ontology, new: Ontology) -> OntologyDifference:
    """What the new version adds to the old one, takes from it, and says otherwise."""
    before = {canonical(axiom): axiom for axiom in old.axioms}
    after = {canonical(axiom): axiom for axiom in new.axioms}
    gone = [before[axiom] for axiom in before.keys() - after.keys()]
    come = [after[axiom] for axiom in after.keys() - before.keys()]
    pairs, removed, added = _paired(gone, come)
    touched = [*removed, *added, *(axiom for pair in pairs for axiom in pair)]
    return OntologyDifference(
        added=_said(added),
        removed=_said(removed),
        changed=tuple(sorted((_changed(*pair) for pair in pairs), key=lambda c: (c.kind, c.before, c.after))),
        terms=_names(old.terms, new.terms, (name for axiom in touched for name in _terms(axiom))),
        rules=_names(_rules(old), _rules(new), (_rule(axiom) for axiom in touched if axiom.kind == _RULE)),
    )


def _paired(gone: list[Axiom], come: list[Axiom]) -> tuple[list[tuple[Axiom, Axiom]], list[Axiom], list[Axiom]]:
    """Axioms about one thing in pairs, and what is left of the old and of the new ones."""
    waiting: dict[Topic, list[Axiom]] = defaultdict(list)
    for axiom in sorted(come, key=_text):
        waiting[_topic(axiom)].append(axiom)
    pairs, left = [], []
    for axiom in sorted(gone, key=_text):
        others = waiting[_topic(axiom)]
        if others:
            pairs.append((axiom, others.pop(0)))
        else:
            left.append(axiom)
    return pairs, left, [axiom for axioms in waiting.values() for axiom in axioms]


def _topic(axiom: Axiom) -> Topic:
    """What an axiom is about; two axioms of one topic are versions of each other."""
    if axiom.kind == _RULE:
        return axiom.kind, _rule(axiom)
    if axiom.kind in _ASSERTIONS:
        return axiom.kind, str(axiom.args[0]), str(axiom.args[1])
    if axiom.kind == "AnnotationAssertion":
        value = axiom.args[2]
        return axiom.kind, str(axiom.args[0]), str(axiom.args[1]), value.lang if isinstance(value, Literal) else ""
    if axiom.kind == "ClassAssertion":
        return axiom.kind, str(axiom.args[1])
    if axiom.kind == "Declaration":
        return axiom.kind, *map(str, axiom.args)
    return axiom.kind, *(str(arg) for arg in axiom.args[:1])


def _changed(before: Axiom, after: Axiom) -> ChangedAxiom:
    texts = _text(before), _text(after)
    if texts[0] == texts[1]:
        # Only the namespaces, the datatypes or the languages differ.
        texts = f"{before} {before.annotations}", f"{after} {after.annotations}"
    return ChangedAxiom(kind=before.kind, before=texts[0], after=texts[1], file=after.file)


def _said(axioms: Iterable[Axiom]) -> tuple[SaidAxiom, ...]:
    said = (SaidAxiom(kind=axiom.kind, text=_text(axiom), file=axiom.file) for axiom in axioms)
    return tuple(sorted(said, key=lambda axiom: (axiom.kind, axiom.text, axiom.file)))


def _text(axiom: Axiom) -> str:
    """An axiom for people, with its annotations."""
    notes = " ".join(_note(note) for note in axiom.annotations)
    return axiom.short() + (f" {{{notes}}}" if notes else "")


def _note(note: Annotation) -> str:
    value = f'"{note.value.text}"' if isinstance(note.value, Literal) else local_name(str(note.value).strip("<>"))
    return f"{local_name(note.property)} {value}"


def _names(old: Iterable[str], new: Iterable[str], touched: Iterable[str]) -> Names:
    before, after = set(old), set(new)
    return Names(
        added=tuple(sorted(after - before)),
        removed=tuple(sorted(before - after)),
        changed=tuple(sorted(set(touched) & before & after)),
    )


def _terms(axiom: Axiom) -> Sequence[str]:
    """The terms that an axiom is about: its subject, and no rule's terms."""
    if axiom.kind == _RULE:
        return ()
    place = 1 if axiom.kind in (*_ASSERTIONS, "ClassAssertion") else 0
    return _named(axiom.args[place])


def _named(node: Node) -> Sequence[str]:
    if isinstance(node, Iri):
        return (node.text,)
    declared = isinstance(node, Expression) and len(node.args) == 1
    return _named(node.args[0]) if declared and isinstance(node, Expression) else ()


def _rules(ontology: Ontology) -> set[str]:
    return {_rule(axiom) for axiom in ontology.axioms if axiom.kind == _RULE}


def _rule(axiom: Axiom) -> str:
    """A rule's label without a language, else its English or Chinese one, else its text."""
    labels = axiom.labels()
    return labels.get("") or labels.get("en") or labels.get("zh") or axiom.short()
