"""The value of an OWL/XML element that stands inside others: a name, a literal or an expression."""

from __future__ import annotations

from ontology.owl import RDF, XSD, Anonymous, Expression, Iri, Literal, Node, Variable
from ontology.parsing.shape import BUILDS, ENTITIES, NOUNS, PATTERNS, PLAIN, is_count, literal, with_filler
from ontology.parsing.xml_element import XML, Element
from ontology.parsing.xml_names import XmlNames
from ontology.rdf.names import FACETS

_OF_LANGUAGES = (XSD + "string", RDF + "langString", PLAIN)


def part(element: Element, names: XmlNames) -> tuple[str, Node]:
    """Its letter, as in `xml_element.FITTING`, and its value. Raises OntologyError where something of it is missing."""
    kind = element.kind
    if kind in ENTITIES:
        return ENTITIES[kind], _name(element, names)
    if kind == "Literal":
        return "l", _literal(element, names)
    if kind == "IRI":
        return "N", names.resolved("".join(element.text), element.base)
    if kind == "AbbreviatedIRI":
        return "N", _expanded("".join(element.text), element, names)
    if kind == "AnonymousIndividual":
        node = element.attributes.get("nodeID", "").removeprefix("_:")
        if not node:
            element.fail("<AnonymousIndividual> needs the attribute nodeID")
        return "_", Anonymous(node)
    if kind == "Variable":
        full = element.attributes.get("IRI")
        return "v", Variable(names.variable(full.strip(), element.base) if full else _name(element, names).text)
    args = element.fitted()
    if kind in ("Body", "Head"):
        return kind[0], Expression(kind, tuple(args))
    if kind == "FacetRestriction":
        args.insert(0, _facet(element))
    elif kind == "BuiltInAtom":
        args.insert(0, _name(element, names))
    elif PATTERNS[kind].startswith("n"):
        args.insert(0, _cardinality(element))
    return BUILDS[kind], Expression(kind, tuple(with_filler(kind, args)))


def _name(element: Element, names: XmlNames) -> Iri:
    attributes = element.attributes
    full = attributes.get("IRI", attributes.get("URI"))
    if full is not None:
        return names.resolved(full, element.base)
    short = attributes.get("abbreviatedIRI")
    if short is None:
        element.fail(f"<{element.kind}> needs the attribute IRI or abbreviatedIRI")
    return _expanded(short, element, names)


def _expanded(text: str, element: Element, names: XmlNames) -> Iri:
    found = names.expanded(text)
    if found is None:
        prefix = text.strip().partition(":")[0]
        element.fail(f'the prefix \'{prefix}:\' is not declared; write <Prefix name="{prefix}" IRI="..."/> at the top')
    return found


def _literal(element: Element, names: XmlNames) -> Literal:
    attributes = element.attributes
    lang = attributes.get(XML + "lang", attributes.get("lang", ""))
    datatype = attributes.get("datatypeIRI", attributes.get("Datatype", ""))
    full = names.resolved(datatype, element.base).text if datatype else ""
    if lang and full and full not in _OF_LANGUAGES:
        element.fail(f"a literal has a language or the datatype <{full}>, not both; remove one")
    # Here the text of a plain literal is all of it: older versions of the OWLAPI gave every one this datatype.
    return literal("".join(element.text), "" if full == PLAIN else full, lang)


def _facet(element: Element) -> Literal:
    shown = element.attributes.get("facet", "")
    name = FACETS.get(shown)
    if name is None:
        element.fail(f'«{shown}» is no facet; write facet="{next(iter(FACETS))}" or the full IRI of another one')
    return Literal(name)


def _cardinality(element: Element) -> int:
    number = element.attributes.get("cardinality", "").strip()
    if not is_count(number):
        element.fail(f"<{element.kind}> needs the attribute cardinality, {NOUNS['n']}, not «{number[:60]}»")
    return int(number)
