"""How much goes to the buyer.

    amount = min(claimed, paid) + what the verdict includes - what it deducts + add-ons

`paid` is the disputed line's share of what was paid after coupons, or the whole order. Of punitive
add-ons only the largest counts; they do not add up.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from ontology.general import NS
from reasoning.dispute import vocabulary as dp
from reasoning.dispute.policy import AddOn, Verdict
from reasoning.rules import Closure

_CENT = Decimal("0.01")


def amount_of(closure: Closure, case: str, verdict: Verdict, add_ons: Iterable[AddOn]) -> Decimal:
    """What the buyer gets under a verdict, to the cent; zero when the verdict refunds nothing."""
    if not verdict.refunds:
        return Decimal("0.00")
    paid = paid_for(closure, case)
    claimed = _number(closure, case, dp.CLAIMED_AMOUNT)
    base = min((x for x in (claimed, paid) if x is not None), default=Decimal(0))
    included = sum((_number(closure, case, p) or Decimal(0) for p in verdict.includes), Decimal(0))
    deducted = sum((_number(closure, case, p) or Decimal(0) for p in verdict.deducts), Decimal(0))
    price = paid if paid is not None else base
    extras = [(extra, _worth(extra, price)) for extra in add_ons]
    punitive = max((worth for extra, worth in extras if extra.punitive), default=Decimal(0))
    others = sum((worth for extra, worth in extras if not extra.punitive), Decimal(0))
    total = max(base + included - deducted, Decimal(0)) + punitive + others
    return total.quantize(_CENT, ROUND_HALF_UP)


def paid_for(closure: Closure, case: str) -> Decimal | None:
    """What was paid for the thing in dispute; None when the order does not say."""
    order = closure.object(dp.ABOUT_ORDER, case)
    if order is None:
        return None
    total = _number(closure, order, NS + "orderTotal")
    product = closure.object(dp.ABOUT_PRODUCT, case)
    lines = [fact.object for fact in closure.facts(NS + "hasLine", order) if fact.object]
    worth = {line: _line_worth(closure, line) for line in lines}
    listed = sum(worth.values(), Decimal(0))
    mine = sum((worth[line] for line in lines if closure.object(NS + "ofProduct", line) == product), Decimal(0))
    if product is None or not mine or not listed:
        return total
    return mine if total is None else total * mine / listed


def _line_worth(closure: Closure, line: str) -> Decimal:
    quantity = _number(closure, line, NS + "quantity")
    return (_number(closure, line, NS + "unitPrice") or Decimal(0)) * (Decimal(1) if quantity is None else quantity)


def _worth(extra: AddOn, price: Decimal) -> Decimal:
    if extra.fixed is not None:
        return extra.fixed
    return max((extra.multiple or Decimal(0)) * price, extra.minimum)


def _number(closure: Closure, subject: str, property: str) -> Decimal | None:
    for fact in closure.facts(property, subject):
        if isinstance(fact.value, int | Decimal) and not isinstance(fact.value, bool):
            return Decimal(fact.value)
    return None
