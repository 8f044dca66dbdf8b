"""The names of the dispute ontology that code has to know; which rules, facts and verdicts there are is data."""

from typing import Final

NS: Final = "https://fengmi.example/dispute#"

CASE_LINK: Final = NS + "caseLink"
OCCURS: Final = NS + "occurs"
LEFT_OPEN: Final = NS + "leftOpen"
LACKING: Final = NS + "lacking"
BY_RANK: Final = NS + "byRank"

CLAIM: Final = NS + "Claim"
POLICY_RULE: Final = NS + "PolicyRule"
POLICY_DOCUMENT: Final = NS + "PolicyDocument"
ROLE: Final = NS + "Role"
FACT_KIND: Final = NS + "FactKind"
VERDICT: Final = NS + "Verdict"
ADD_ON: Final = NS + "AddOn"

SUPPORTS: Final = NS + "supports"
ADDS: Final = NS + "adds"
DECIDED_AS: Final = NS + "decidedAs"
ROUTED_BY: Final = NS + "routedBy"

INDICATES: Final = NS + "indicates"
CONTRADICTS: Final = NS + "contradicts"
PROVEN: Final = NS + "proven"
DISPROVEN: Final = NS + "disproven"
UNPROVEN: Final = NS + "unproven"

REJECTED: Final = NS + "rejected"
HAS_FINDING: Final = NS + "hasFinding"
FINDING_ABOUT: Final = NS + "findingAbout"
FINDING_STATUS: Final = NS + "findingStatus"
STATUS_PROVEN: Final = NS + "StatusProven"
STATUS_DISPROVEN: Final = NS + "StatusDisproven"

ABOUT_ORDER: Final = NS + "aboutOrder"
ABOUT_PRODUCT: Final = NS + "aboutProduct"
CLAIMED_AMOUNT: Final = NS + "claimedAmount"

OPENED_AT: Final = NS + "openedAt"
RESPONDED_AT: Final = NS + "respondedAt"
SIGNED_AT: Final = NS + "signedAt"
PROMISED_AT: Final = NS + "promisedAt"
SCANNED_AT: Final = NS + "scannedAt"
BOUGHT_AT: Final = NS + "boughtAt"

BUYER: Final = NS + "Buyer"
SELLER: Final = NS + "Seller"
CARRIER: Final = NS + "CarrierSide"

ASK_FOR_EVIDENCE: Final = NS + "H1"
RULES_TIE: Final = NS + "H2"
LARGE_AMOUNT: Final = NS + "H3"
EVIDENCE_CONFLICTS: Final = NS + "H7"
NO_RULE: Final = NS + "H8"
