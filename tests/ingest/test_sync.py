from graph.embedded import EmbeddedStore
from graph.fact import Fact
from ingest.sync import difference, sync
from ontology.general import NS
from ontology.load import load_ontology

NAME = NS + "name"


def named(value: str, source: str, *, subject: str = "urn:a", rule: str = "") -> Fact:
    return Fact(subject=subject, property=NAME, value=value, source=source, rule=rule)


def test_given_facts_replace_the_owners_and_leave_others_alone(store: EmbeddedStore) -> None:
    store.load_ontology(load_ontology(["general"]))
    foreign = named("别家", "b/x#1/n", subject="urn:b")
    store.write(added=[named("旧", "a/x#1/n"), foreign])
    report = sync(store, "a/", [named("新", "a/x#1/n")])
    assert (report.created, report.removed, report.changed) == (1, 1, 0)
    assert set(store.facts()) == {named("新", "a/x#1/n"), foreign}


def test_new_source_of_the_same_fact_is_a_change() -> None:
    plan = difference([named("甲", "a/x#1/n")], "a/", [named("甲", "a/x#2/n")])
    assert (plan.report().created, plan.report().changed) == (0, 1)


def test_fact_that_another_dataset_asserts_stays_that_datasets() -> None:
    plan = difference([named("甲", "b/x#1/n")], "a/", [named("甲", "a/x#1/n")])
    assert (plan.added, plan.removed, plan.unchanged) == ((), (), 1)


def test_inferred_fact_is_neither_removed_nor_taken_for_an_asserted_one() -> None:
    plan = difference([named("甲", "a/x#1/n", rule="r")], "a/", [named("甲", "a/x#1/n")])
    assert (len(plan.added), plan.removed) == (1, ())


def test_a_datasets_name_that_begins_anothers_is_not_its_prefix() -> None:
    plan = difference([named("甲", "ab/x#1/n")], "a/", [])
    assert plan.removed == ()
