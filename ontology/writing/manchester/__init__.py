"""Manchester syntax out, as the OWLAPI, and so Protégé, reads it.

Read in this order: names (prefixes and what needs a frame), expressions, placing (which frame says an axiom), document.
"""
