"""What can exist: OWL in, checked, compiled to values that the other rooms read (errors, owl, terms, reader, model, load)."""
