"""The syntaxes of OWL that are no RDF: functional syntax, OWL/XML, Manchester syntax and OBO.

Read in this order: shape (what may stand where), functional, owl_xml with its xml_ modules, manchester, obo.
"""
