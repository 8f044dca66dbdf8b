"""How Fengmi is asked: the command line, GraphQL over HTTP, and the console page."""
