"""An ontology's axioms and SWRL rules as Horn rules specialised to its terms.

`axioms` says which axiom becomes which rule. What no such rule can say is listed as skipped, with the
reason; an axiom of which a part can be said, such as one direction of an equivalence, is skipped partly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

from ontology.errors import RuleError
from ontology.general import NS
from ontology.model import Ontology
from ontology.overlay import belongings
from ontology.owl import Axiom
from reasoning.rules.axioms import COMPILERS, NO_RULES, REASONS
from reasoning.rules.clause import unified
from reasoning.rules.closed import is_closed
from reasoning.rules.columnar.strata import stratify
from reasoning.rules.expression import SAME, Expressions
from reasoning.rules.nothorn import NotHornError
from reasoning.rules.overlay import kept_to
from reasoning.rules.plan import Plan, check
from reasoning.rules.rule import NOTHING, Atom, Rule
from reasoning.rules.swrl import foreign_built_in, rule_labels, swrl_rules

ON_DEMAND = NS + "onDemand"
"""Annotation on a class or property whose rules run for one case at a time, never over the whole graph."""

# How long an axiom's text may be in the name of each of its rules: an axiom of n classes may have n² of them.
_MOST_NAMED = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """An axiom that says something no rule of ours can say, and why; `partly` when rules say the rest of it."""

    axiom: str
    file: str
    reason: str
    partly: bool = False


@dataclass(frozen=True, kw_only=True, eq=False)
class Program:
    """The rules of an ontology by what they are for, and what could not be compiled.

    `rules` derive facts, and so do `closed` ones, which ask for an absence or fold; `equalities` that two
    individuals are the same, `constraints` contradictions (`Nothing(x)`); `statements` have no conditions.
    """

    rules: tuple[Rule, ...] = ()
    closed: tuple[Rule, ...] = ()
    equalities: tuple[Rule, ...] = ()
    constraints: tuple[Rule, ...] = ()
    statements: tuple[Rule, ...] = ()
    skipped: tuple[Skipped, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Rule]:
        """Every rule by its id."""
        kinds = (self.rules, self.closed, self.equalities, self.constraints, self.statements)
        return {rule.id: rule for rules in kinds for rule in rules}

    @cached_property
    def materialised(self) -> Plan:
        """Join orders of the rules whose conclusions are kept in the graph, but for the closed ones."""
        return Plan(rule for rule in self.rules if not rule.on_demand)

    @cached_property
    def everything(self) -> Plan:
        """Join orders of all rules but the closed ones, those run on demand included."""
        return Plan(self.rules)


@lru_cache(maxsize=64)
def compile_rules(ontology: Ontology) -> Program:
    """Compile every axiom and rule. Raises RuleError, naming the rule, when a SWRL rule cannot be run or stratified.

    What everybody's documents say becomes rules as if there were no overlays; what an overlay says, as if there
    were no other one, and is kept to its shop.
    """
    shared = ontology.for_shop(None)
    rules: dict[str, Rule] = {}
    skipped: list[Skipped] = []
    on_demand = _on_demand(shared)
    for axiom in shared.axioms:
        skipped += _compile(axiom, shared, on_demand, rules)
    of_shops: dict[str, Rule] = {}
    for shop in ontology.shops:
        for rule in _of_overlay(ontology, shop, rules, skipped):
            # Two shops may give their rules one name.
            name = rule.id if rule.id not in of_shops else f"{rule.id} @{shop}"
            of_shops[name] = replace(rule, id=name)
    program = _sorted((*rules.values(), *of_shops.values()), skipped)
    stratify([*program.materialised.rules, *program.closed])
    return program


def _of_overlay(ontology: Ontology, shop: str, shared: Mapping[str, Rule], skipped: list[Skipped]) -> Iterator[Rule]:
    """The rules of a shop's overlay, beside everybody's; adds to what is skipped."""
    own, owner = ontology.for_shop(shop), belongings(ontology, shop)
    on_demand = _on_demand(own)
    rules = dict(shared)
    for document in ontology.documents:
        for axiom in document.axioms if document.shop == shop else ():
            known = len(rules)
            skipped += _compile(axiom, own, on_demand, rules)
            found = list(islice(rules.values(), known, None))
            kept = [rule for rule in (kept_to(rule, owner) for rule in found) if rule is not None]
            if len(kept) < len(found):
                reason = "concludes about what is not the shop's own, and an overlay may not"
                skipped.append(_skipped(axiom, reason, partly=bool(kept)))
            yield from kept


def _on_demand(ontology: Ontology) -> frozenset[str]:
    """Classes and properties whose rules run for one case at a time."""
    return frozenset(
        iri for iri in ontology.terms if any(v.text == "true" for v in ontology.annotations(iri, ON_DEMAND))
    )


def check_rule(axiom: Axiom, ontology: Ontology, known: dict[str, Rule]) -> None:
    """Raise RuleError for a SWRL rule that cannot be run, or has the name of one in `known`; else it is added there."""
    _compile(axiom, ontology, frozenset(), known)


def _compile(axiom: Axiom, ontology: Ontology, on_demand: frozenset[str], rules: dict[str, Rule]) -> list[Skipped]:
    """Add an axiom's rules; what of it becomes none."""
    if axiom.kind == "DLSafeRule":
        foreign = foreign_built_in(axiom)
        if foreign:
            return [_skipped(axiom, f"it uses the built-in <{foreign}>, which is none that runs here")]
        for rule in swrl_rules(axiom, ontology, on_demand=on_demand):
            if rule.id in rules and rules[rule.id] != rule:
                raise RuleError(f"two rules are called '{rule.id}' ({axiom.file}); give each its own rdfs:label")
            rules[rule.id] = rule
        return []
    if axiom.kind in COMPILERS:
        found, reasons = _axiom_rules(axiom, ontology, on_demand)
        for rule in found:
            _add(rules, rule, axiom)
        return [_skipped(axiom, "; ".join(reasons), partly=bool(found))] if reasons else []
    if axiom.kind in NO_RULES:
        return []
    return [_skipped(axiom, REASONS.get(axiom.kind, "is not supported yet"))]


def _skipped(axiom: Axiom, reason: str, *, partly: bool = False) -> Skipped:
    return Skipped(axiom=axiom.short(), file=axiom.file, reason=reason, partly=partly)


def _sorted(rules: Iterable[Rule], skipped: Iterable[Skipped]) -> Program:
    """Rules by what they are for."""
    kinds: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_head = {SAME: "equalities", NOTHING: "constraints"}.get(rule.head.predicate)
        if by_head and is_closed(rule):
            raise RuleError(
                f"rule '{rule.id}' asks for an absence or folds, and concludes {rule.head}; "
                "conclude a class or property"
            )
        own = "closed" if is_closed(rule) else "rules"
        kinds["statements" if not rule.body else by_head or own].append(rule)
    return Program(skipped=tuple(skipped), **{kind: tuple(found) for kind, found in kinds.items()})


def _add(rules: dict[str, Rule], rule: Rule, axiom: Axiom) -> None:
    """Keep a rule; when another vocabulary's terms have the same local names, tell them apart by full IRIs."""
    known = rules.get(rule.id)
    if known is not None and (known.head, known.body) != (rule.head, rule.body):
        rule = _named(rule, f"{axiom} [{rule}]")
    rules.setdefault(rule.id, rule)


def _named(rule: Rule, name: str) -> Rule:
    return Rule(
        id=name, head=rule.head, body=rule.body, labels=rule.labels, source=rule.source, on_demand=rule.on_demand
    )


def _axiom_rules(axiom: Axiom, ontology: Ontology, on_demand: frozenset[str]) -> tuple[list[Rule], list[str]]:
    """The rules of an axiom, and the reasons why parts of it became none."""
    reader = Expressions(ontology)
    try:
        clauses = [unified(head, body) for head, body in COMPILERS[axiom.kind](reader, axiom.args)]
    except (NotHornError, RuleError) as error:
        return [], [str(error)]
    clauses = [clause for clause in dict.fromkeys(clauses) if clause[0] not in clause[1] and not _trivial(clause[0])]
    rules = []
    reasons = list(dict.fromkeys(reader.unsaid))
    # Once for all of them: an axiom of n classes may be n² rules, each as long to name as the axiom.
    name, labels, source = axiom.short(), rule_labels(axiom), axiom.source
    for head, body in clauses:
        rule = Rule(id=name, head=head, body=body, labels=labels, source=source, on_demand=head.predicate in on_demand)
        try:
            check(rule)
        except RuleError as error:
            reasons.append(str(error))
            continue
        rules.append(rule if len(clauses) == 1 else _named(rule, f"{_cut(name)} [{rule}]"))
    return rules, reasons


def _cut(name: str) -> str:
    """The beginning of a long name: the rule that follows it in brackets tells it from others."""
    return name if len(name) <= _MOST_NAMED else f"{name[:_MOST_NAMED]}…"


def _trivial(head: Atom) -> bool:
    return head.predicate == SAME and head.args[0] == head.args[1]
