"""The IRIs of the general ontology that code has to know by name; everything else is data."""

from typing import Final
from urllib.parse import unquote

NS: Final = "https://fengmi.example/general#"
ID: Final = "https://fengmi.example/id/"
SHOP: Final = "https://fengmi.example/shop/"

# annotation properties that steer extraction, matching and phrasing
UNIT: Final = NS + "unit"
PATTERN: Final = NS + "pattern"
PATTERN_FIELD: Final = NS + "patternField"
CLASS_PATTERN: Final = NS + "classPattern"
IDENTIFIES: Final = NS + "identifies"
MULTIPLE: Final = NS + "multiple"
PERSON_NAME: Final = NS + "personName"
OPTIONS_IN: Final = NS + "optionsIn"
RECORDED_IN: Final = NS + "recordedIn"
SIDE_LINK: Final = NS + "sideLink"
SUMMARY: Final = NS + "summary"
HEADLINE: Final = NS + "headline"
TELLS: Final = NS + "tells"
NEARBY: Final = NS + "nearby"
OF_PART: Final = NS + "ofPart"
BESIDE: Final = NS + "beside"
STANDS_FOR: Final = NS + "standsFor"
PERIOD: Final = NS + "period"
TEMPLATE: Final = NS + "template"
REPLY: Final = NS + "reply"
HANDS_OFF: Final = NS + "handsOff"
OVERLAY_OF: Final = NS + "overlayOf"

MONEY: Final = NS + "money"

# classes
PERSONAL_RECORD: Final = NS + "PersonalRecord"
CUSTOMER: Final = NS + "Customer"
SHOP_CLASS: Final = NS + "Shop"
PRODUCT: Final = NS + "Product"
ORDER: Final = NS + "Order"
CASE: Final = NS + "Case"
OPERATION: Final = NS + "Operation"
DIALOG_ACT: Final = NS + "DialogAct"
QUOTATION: Final = NS + "Quotation"
UNDESCRIBED: Final = NS + "Undescribed"
UNIT_CLASS: Final = NS + "Unit"

# properties
CURRENCY: Final = NS + "currency"
OWNED_BY: Final = NS + "ownedBy"
QUOTED_FROM: Final = NS + "quotedFrom"
QUOTE_TEXT: Final = NS + "quoteText"
QUOTE_FIELD: Final = NS + "quoteField"
NEXT_STEP: Final = NS + "nextStep"
ALLOWS: Final = NS + "allows"
FORBIDS: Final = NS + "forbids"


def shop_iri(shop: str) -> str:
    """The IRI of a shop from the id it uses for itself; an IRI is returned as it is."""
    return shop if shop.startswith(("http://", "https://", "urn:")) else individual_iri("Shop", shop)


def shop_space(shop: str) -> str:
    """What the IRIs of all individuals of a shop begin with, from the id it uses for itself."""
    return f"{SHOP}{_escape(shop)}/"


def shop_id(shop: str) -> str:
    """The id that a shop uses for itself, from its IRI; an id is returned as it is."""
    prefix = ID + "Shop/"
    return unquote(shop.removeprefix(prefix)) if shop.startswith(prefix) else shop


def customer_iri(customer: str, shop: str | None) -> str:
    """The IRI of a shop's customer from the shop's own customer id."""
    if customer.startswith(("http://", "https://", "urn:")):
        return customer
    return individual_iri("Customer", customer, shop=shop)


def individual_iri(class_name: str, key: str, *, shop: str | None = None) -> str:
    """A stable IRI made of an individual's class and key, so that loading twice names it once.

    With `shop` (its own id) the individual belongs to that shop; without, it is shared by all.
    """
    from_key = _escape(key)
    return f"{shop_space(shop)}{class_name}/{from_key}" if shop else f"{ID}{class_name}/{from_key}"


def _escape(text: str) -> str:
    """Escape what an IRI may not contain; Chinese stays readable."""
    return "".join(c if c.isalnum() or c in "-._~()" else "".join(f"%{b:02X}" for b in c.encode()) for c in text)
