"""Syntaxes of OWL that we parse ourselves, because the library at hand loses or refuses what they may say."""
