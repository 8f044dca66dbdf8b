"""What follows from what is known: rules and proofs, answers, rulings, help while typing.

answer, dispute and assist build on rules and never on one another.
"""
