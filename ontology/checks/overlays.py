"""What an overlay says that would change what other shops see."""

from __future__ import annotations

from collections.abc import Iterator

from ontology.checks.problem import Problem, ProblemKind
from ontology.general import ID, MULTIPLE, OVERLAY_OF, SHOP, shop_space
from ontology.model import Ontology
from ontology.overlay import Belongings, belongings, home_of
from ontology.owl import Axiom, Iri
from ontology.reader import Document

# What decides how a property's values are kept, which is one for all shops.
_STORED_BY = ("DataPropertyRange", "FunctionalDataProperty", "FunctionalObjectProperty")
_PLACES = {"ClassAssertion": (1,), "DataPropertyAssertion": (1,), "ObjectPropertyAssertion": (1, 2)}


def overlay_problems(ontology: Ontology) -> Iterator[Problem]:
    """Overlays' names in others' spaces, facts about what is not the shop's own, and changes of shared properties."""
    for document in ontology.documents:
        if OVERLAY_OF in (note.property for note in document.annotations) and not document.shop.strip():
            text = "the ontology is annotated with g:overlayOf and names no shop; give the shop's id as a text"
            yield Problem(kind=ProblemKind.OVERLAY, term=document.iri, file=document.file, text=text)
    if not ontology.shops:
        return
    shared = ontology.for_shop(None)
    spaces = frozenset(map(home_of, shared.terms))
    for document in ontology.documents:
        if document.shop:
            owner = belongings(ontology, document.shop)
            yield from _name(document, owner, spaces)
            for axiom in document.axioms:
                yield from _facts(axiom, owner)
                yield from _stored(axiom, shared)


def _name(document: Document, owner: Belongings, spaces: frozenset[str]) -> Iterator[Problem]:
    name = f"{document.iri.rstrip('#/')}/"
    another = name.startswith(SHOP) and not name.startswith(shop_space(owner.shop))
    if another or name.startswith(ID) or name[:-1] in spaces:
        yield Problem(
            kind=ProblemKind.OVERLAY,
            term=document.iri,
            file=document.file,
            text=f"the overlay is called <{document.iri}>, under which names are shared; give it an IRI of its own",
        )


def _facts(axiom: Axiom, owner: Belongings) -> Iterator[Problem]:
    for place in _PLACES.get(axiom.kind, ()):
        about = axiom.args[place]
        if not isinstance(about, Iri) or (owner.own(about.text) if place == 1 else owner.seen(about.text)):
            continue
        yield Problem(
            kind=ProblemKind.OVERLAY,
            term=about.text,
            file=axiom.file,
            text=f"{axiom.short()} is about {about}, which is not shop '{owner.shop}'s own: other shops would see it; "
            f"declare an individual under {_example(owner)} and say it of that",
        )


def _example(owner: Belongings) -> str:
    return f"<{min(owner.overlays)}#…>" if owner.overlays else "an IRI of the overlay's own"


def _stored(axiom: Axiom, shared: Ontology) -> Iterator[Problem]:
    about = axiom.args[0]
    marks = axiom.kind == "AnnotationAssertion" and axiom.args[1] == Iri(MULTIPLE)
    if (marks or axiom.kind in _STORED_BY) and isinstance(about, Iri) and about.text in shared.terms:
        yield Problem(
            kind=ProblemKind.OVERLAY,
            term=about.text,
            file=axiom.file,
            text=f"{axiom.short()} changes how the values of a shared property are kept, for all shops; "
            "declare a property of the overlay's own below it",
        )
