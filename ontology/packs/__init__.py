"""The ontology packs that come with Fengmi, as OWL in functional syntax; Protégé opens them."""
