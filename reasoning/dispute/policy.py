"""Policy as authored in OWL: rules with their rank and exceptions, facts with their burden, verdicts, articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from ontology.errors import OntologyError
from ontology.general import NS as GENERAL
from ontology.model import Ontology
from ontology.owl import Iri, Literal, local_name
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.parts import Article, Named
from reasoning.rules import Plan, Rule, compile_rules, freed
from reasoning.rules.interval import Interval, holds_at


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyRule:
    """One policy rule: its rank, what it overrides, when it is valid, and the SWRL rules that are its text."""

    name: Named
    priority: int
    overrides: frozenset[str]
    validity: Interval
    articles: tuple[Article, ...]
    rules: tuple[Rule, ...]

    @property
    def id(self) -> str:
        """Its local name, such as R12."""
        return local_name(self.name.iri)


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """Something to be proven, by whom, with what, and how long they have from which moment.

    `clock_start` is the case's data property from which `deadline_hours` run; `fixed_start` when the
    clock runs from an event of the case and not from a request to the burdened side.
    """

    name: Named
    burden: Named
    evidence: tuple[Named, ...]
    deadline_hours: Decimal
    clock_start: str
    fixed_start: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AddOn:
    """Money on top of a refund: a fixed sum, or a multiple of the price with a minimum, in yuan."""

    name: Named
    fixed: Decimal | None
    multiple: Decimal | None
    minimum: Decimal
    punitive: bool
    adds_to: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a rule may support: who is liable, the remedy, and which of the case's amounts come with it.

    `includes` and `deducts` are data properties of a case (a freight, a fee, a loss of value).
    """

    name: Named
    liable: Named
    remedy: Named
    recourse: Named | None
    freight: Named | None
    includes: tuple[str, ...]
    deducts: tuple[str, ...]
    add_on: str

    @property
    def refunds(self) -> bool:
        """Whether money goes to the buyer."""
        return local_name(self.remedy.iri) not in ("Reject", "Wait")


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Everything that the loaded ontology says about deciding disputes.

    `plan` runs the ontology's rules up to the policy rules themselves, which compete instead of adding up.
    """

    rules: tuple[PolicyRule, ...]
    plan: Plan
    fact_kinds: dict[str, FactKind]
    verdicts: dict[str, Verdict]
    add_ons: dict[str, AddOn]
    documents: tuple[tuple[str, Interval], ...]
    routing: dict[str, Named]
    human_from: Decimal

    def version_at(self, moment: datetime) -> str:
        """The version of the policy that was valid at a moment; '' when none was."""
        return next((version for version, validity in self.documents if holds_at(validity, moment)), "")


_COMPETING = (dp.SUPPORTS, dp.ADDS)


class _Assertions:
    """The individuals of an ontology, by class and property."""

    def __init__(self, ontology: Ontology) -> None:
        self.ontology = ontology
        self.members: dict[str, list[str]] = defaultdict(list)
        self._values: dict[tuple[str, str], list[Iri | Literal]] = defaultdict(list)
        for axiom in ontology.axioms:
            if axiom.kind == "ClassAssertion":
                cls, member = axiom.args
                if isinstance(cls, Iri) and isinstance(member, Iri):
                    self.members[cls.text].append(member.text)
            elif axiom.kind in ("ObjectPropertyAssertion", "DataPropertyAssertion"):
                property, subject, value = axiom.args
                if isinstance(property, Iri) and isinstance(subject, Iri) and isinstance(value, Iri | Literal):
                    self._values[subject.text, property.text].append(value)

    def all(self, subject: str, name: str) -> list[str]:
        """Texts of a dispute property's values, sorted."""
        return sorted(value.text for value in self._values.get((subject, dp.NS + name), ()))

    def one(self, subject: str, name: str, default: str | None = None) -> str:
        """The single value. Raises OntologyError when there are several, and when there is none and no default."""
        found = sorted(set(self.all(subject, name)))
        if len(found) > 1:
            shown = ", ".join(map(local_name, found))
            raise OntologyError(f"{local_name(subject)} has several dp:{name}: {shown}; keep one")
        if found:
            return found[0]
        if default is None:
            raise OntologyError(f"{local_name(subject)} has no dp:{name}; add it to the policy's ontology")
        return default

    def number(self, subject: str, name: str, default: str | None = None, *, least: int | None = 0) -> Decimal:
        """The single value as a number. Raises OntologyError when it is none, or below `least`."""
        text = self.one(subject, name, default)
        try:
            number = Decimal(text)
        except InvalidOperation as error:
            raise OntologyError(f"{local_name(subject)} has dp:{name} '{text}', which is no number") from error
        if number.is_nan() or (least is not None and number < least):
            raise OntologyError(f"{local_name(subject)} has dp:{name} '{text}', which is below {least}; correct it")
        return number

    def texts(self, subject: str, property: str) -> dict[str, str]:
        """A general property's texts by language."""
        values = self._values.get((subject, property), ())
        return {value.lang: value.text for value in values if isinstance(value, Literal)}

    def named(self, iri: str) -> Named:
        """A term with its labels."""
        return Named(iri=iri, zh=self.ontology.label(iri, "zh"), en=self.ontology.label(iri, "en"))

    def perhaps(self, subject: str, name: str) -> Named | None:
        """What an optional object property points at."""
        found = self.one(subject, name, "")
        return self.named(found) if found else None

    def validity(self, subject: str) -> Interval:
        """From when to when something is valid, '' when open."""
        return (self.one(subject, "validFrom", ""), self.one(subject, "validTo", ""))


@lru_cache(maxsize=4)
def read_policy(ontology: Ontology) -> Policy:
    """The policy in an ontology, which is one shop's where it has an overlay.

    Raises OntologyError when it contradicts itself or lacks a part.
    """
    told = _Assertions(ontology)
    routing = {iri: told.named(iri) for iri in told.members[dp.NS + "RoutingRule"]}
    documents = [(told.one(iri, "version"), told.validity(iri)) for iri in told.members[dp.POLICY_DOCUMENT]]
    policy = Policy(
        rules=tuple(_policy_rules(told, ontology)),
        plan=Plan(freed(rule) for rule in compile_rules(ontology).rules if rule.head.predicate not in _COMPETING),
        fact_kinds={iri: _fact_kind(told, iri) for iri in sorted(told.members[dp.FACT_KIND])},
        verdicts={iri: _verdict(told, iri) for iri in told.members[dp.VERDICT]},
        add_ons={iri: _add_on(told, iri) for iri in told.members[dp.ADD_ON]},
        documents=tuple(sorted(documents)),
        routing=routing,
        human_from=told.number(dp.LARGE_AMOUNT, "humanFrom", "Infinity"),
    )
    _check(policy)
    return policy


def _policy_rules(told: _Assertions, ontology: Ontology) -> list[PolicyRule]:
    texts = {r.id: freed(r) for r in compile_rules(ontology).rules if r.head.predicate in _COMPETING}
    found = []
    for iri in sorted(told.members[dp.POLICY_RULE]):
        labels = told.all(iri, "hasRule") or [local_name(iri)]
        missing = [label for label in labels if label not in texts]
        if missing:
            raise OntologyError(
                f"policy rule {local_name(iri)} has no SWRL rule labelled {', '.join(missing)} "
                "that supports a verdict; add one or correct the label"
            )
        found.append(
            PolicyRule(
                name=told.named(iri),
                priority=int(told.number(iri, "priority", least=None)),
                overrides=frozenset(told.all(iri, "overrides")),
                validity=told.validity(iri),
                articles=tuple(_article(told, article) for article in told.all(iri, "cites")),
                rules=tuple(texts.pop(label) for label in labels),
            )
        )
    if texts:
        raise OntologyError(
            f"the rules {', '.join(sorted(texts))} support a verdict but belong to no policy rule; "
            "add a dp:PolicyRule of that name"
        )
    return found


def _article(told: _Assertions, iri: str) -> Article:
    texts = told.texts(iri, GENERAL + "policyText")
    return Article(
        name=told.named(iri),
        text_zh=texts.get("zh", ""),
        text_en=texts.get("en", ""),
        source=told.one(iri, "articleSource", ""),
    )


def _fact_kind(told: _Assertions, iri: str) -> FactKind:
    burden = told.one(iri, "burdenOn")
    if burden not in told.members[dp.ROLE]:
        raise OntologyError(
            f"{local_name(iri)} puts the burden on {local_name(burden)}, which is no dp:Role; correct it or declare it"
        )
    own = told.one(iri, "clockStart", "")
    return FactKind(
        name=told.named(iri),
        burden=told.named(burden),
        evidence=tuple(told.named(kind) for kind in told.all(iri, "provableBy")),
        deadline_hours=told.number(iri, "deadlineHours"),
        clock_start=own or told.one(burden, "clockStart", ""),
        fixed_start=bool(own),
    )


def _verdict(told: _Assertions, iri: str) -> Verdict:
    return Verdict(
        name=told.named(iri),
        liable=told.named(told.one(iri, "liable")),
        remedy=told.named(told.one(iri, "remedy")),
        recourse=told.perhaps(iri, "recourseOn"),
        freight=told.perhaps(iri, "freightPayer"),
        includes=tuple(told.one(charge, "chargeProperty") for charge in told.all(iri, "includes")),
        deducts=tuple(told.one(charge, "chargeProperty") for charge in told.all(iri, "deducts")),
        add_on=told.one(iri, "withAddOn", ""),
    )


def _add_on(told: _Assertions, iri: str) -> AddOn:
    fixed, multiple = (told.number(iri, n) if told.all(iri, n) else None for n in ("fixedAmount", "multiple"))
    return AddOn(
        name=told.named(iri),
        fixed=fixed,
        multiple=multiple,
        minimum=told.number(iri, "minimumAmount", "0"),
        punitive=told.one(iri, "punitive", "false") == "true",
        adds_to=frozenset(told.all(iri, "addsTo")),
    )


def _check(policy: Policy) -> None:
    """Raise OntologyError for overrides of no rule or in a circle, and for a rule that supports an unknown verdict."""
    overrides = {rule.name.iri: rule.overrides for rule in policy.rules}
    for start in overrides:
        unknown = sorted(overrides[start] - overrides.keys())
        if unknown:
            raise OntologyError(
                f"policy rule {local_name(start)} overrides {local_name(unknown[0])}, which is no dp:PolicyRule; "
                "correct the name"
            )
        seen: set[str] = set()
        waiting = list(overrides[start])
        while waiting:
            iri = waiting.pop()
            if iri == start:
                raise OntologyError(
                    f"policy rule {local_name(start)} overrides itself through others; break the circle"
                )
            if iri not in seen:
                seen.add(iri)
                waiting.extend(overrides.get(iri, ()))
    for rule in policy.rules:
        for text in rule.rules:
            end = text.head.args[1]
            if not isinstance(end, Iri) or end.text not in (policy.verdicts | policy.add_ons):
                raise OntologyError(
                    f"rule {text.id} supports {end}, which is no dp:Verdict or dp:AddOn; declare it as one"
                )
