"""What follows from what is known, and why.

An ontology's axioms and SWRL rules become Horn rules (`compile_rules`), which run over facts to a
fixpoint (`close`), for the whole graph (`infer`, and `LiveGraph` for changes to it) or for one case; every
fact has a proof (`prove`, `explain`). Read in this order: rule, expression, compile, swrl, plan, join,
engine, stored, materialised, infer, live, prove.
"""

from reasoning.rules.compile import Program, Skipped, compile_rules
from reasoning.rules.contradict import contradictions
from reasoning.rules.engine import Closure, close
from reasoning.rules.infer import InferReport, infer
from reasoning.rules.join import Derivation
from reasoning.rules.kinds import kind_problems
from reasoning.rules.live import LiveGraph, Maintained
from reasoning.rules.overlay import freed
from reasoning.rules.plan import Plan
from reasoning.rules.proof import Proof, from_closure
from reasoning.rules.prove import Prover, explain, prove, prove_ways
from reasoning.rules.rule import Atom, AtomKind, Rule
from reasoning.rules.runnable import runnable
from reasoning.rules.supposition import Supposed
from reasoning.rules.values_told import range_problems
from reasoning.rules.words import Words

__all__ = [
    "Atom",
    "AtomKind",
    "Closure",
    "Derivation",
    "InferReport",
    "LiveGraph",
    "Maintained",
    "Plan",
    "Program",
    "Proof",
    "Prover",
    "Rule",
    "Skipped",
    "Supposed",
    "Words",
    "close",
    "compile_rules",
    "contradictions",
    "explain",
    "freed",
    "from_closure",
    "infer",
    "kind_problems",
    "prove",
    "prove_ways",
    "range_problems",
    "runnable",
]
