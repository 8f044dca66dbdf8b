"""A shop of a few records in a temporary folder, with an ontology and a mapping of its own."""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from graph.fact import Fact
from graph.port import GraphStore
from ingest import IngestReport, ingest, load_mapping
from ingest.mapping import Mapping
from ontology.general import individual_iri
from ontology.owl import RDF_TYPE, local_name

KETTLES = "https://fengmi.example/kettles#"

ONTOLOGY = """
Prefix(k:=<https://fengmi.example/kettles#>)
Prefix(g:=<https://fengmi.example/general#>)
Prefix(owl:=<http://www.w3.org/2002/07/owl#>)
Prefix(rdf:=<http://www.w3.org/1999/02/22-rdf-syntax-ns#>)
Prefix(rdfs:=<http://www.w3.org/2000/01/rdf-schema#>)
Prefix(xsd:=<http://www.w3.org/2001/XMLSchema#>)
Prefix(xml:=<http://www.w3.org/XML/1998/namespace>)
Ontology(<https://fengmi.example/kettles>
Import(<https://fengmi.example/general>)
Declaration(Class(k:Kettle)) Declaration(Class(k:GlassKettle))
Declaration(DataProperty(k:volume)) Declaration(DataProperty(k:colour)) Declaration(DataProperty(k:stock))
SubClassOf(k:Kettle g:Product) SubClassOf(k:GlassKettle k:Kettle)
AnnotationAssertion(g:classPattern k:Kettle "水壶")
AnnotationAssertion(g:classPattern k:GlassKettle "玻璃.*水壶")
DataPropertyDomain(k:volume k:Kettle) DataPropertyRange(k:volume xsd:decimal)
AnnotationAssertion(g:unit k:volume g:litre)
AnnotationAssertion(g:pattern k:volume "容量[是为约]?{q}")
AnnotationAssertion(g:pattern k:volume "{q}大容量")
DataPropertyDomain(k:colour k:Kettle) DataPropertyRange(k:colour xsd:string)
AnnotationAssertion(g:pattern k:colour "颜色[：:](?P<v>[^，。；]+)")
AnnotationAssertion(g:multiple k:colour "true"^^xsd:boolean)
DataPropertyDomain(k:stock g:Product) DataPropertyRange(k:stock xsd:integer)
)
"""

MAPPING = """
dataset: kettles
ontologies: [kettles.ofn]
zone: "+08:00"
currency: CNY
shop: s1
identifiers: {Product: productId, Order: orderId, Customer: customerId}
files:
  - file: products.json
    records: "{shop}/{product}"
    shop: "{$shop}"
    entities:
      product:
        class: Product
        classify: "{名称}"
        key: "{编号}"
        label: "{名称}"
        properties:
          productId: {field: 编号, required: true}
          name: {field: 名称, required: true}
          price: 价格
          description: 描述
        links:
          listingStatus: {named: 状态}
          hasGift: gift
          exchangeableFor: other
        extract: [name, description]
        quote: [description]
      gift:
        class: Gift
        each: 赠品
        key: "{../编号}-{名称|name}"
        label: "{名称|name}"
        properties:
          name: {field: 名称|name, required: true}
      other:
        class: Product
        role: mention
        each: 可换
        key: "{编号}"
        label: "{描述}"
        properties: {productId: 编号, description: 描述}
        links: {listingStatus: {named: 状态}}
  - file: orders.csv
    entities:
      order:
        class: Order
        key: "{订单}"
        label: "订单{订单}"
        properties:
          orderId: {field: 订单, required: true}
          orderTotal: 金额
          urgent: 加急
        links:
          placedBy: {key: "{客户}"}
          contains: {key: "{商品}"}
"""


def product_iri(key: str) -> str:
    return individual_iri("Product", key, shop="s1")


@dataclass(kw_only=True)
class SmallShop:
    """Files, mapping and store; `products` and `orders` are what the next load will read."""

    folder: Path
    store: GraphStore
    products: dict[str, Any] = field(default_factory=dict)
    orders: str = "订单,金额,加急,客户,商品\n"
    mapping: str = MAPPING
    ontology: str = ONTOLOGY

    def read_mapping(self) -> Mapping:
        (self.folder / "kettles.ofn").write_text(self.ontology, encoding="utf-8")
        path = self.folder / "kettles.yaml"
        path.write_text(self.mapping, encoding="utf-8")
        return load_mapping(path)

    def write_files(self) -> None:
        text = json.dumps({"s1": self.products}, ensure_ascii=False)
        (self.folder / "products.json").write_text(text, encoding="utf-8")
        (self.folder / "orders.csv").write_text(self.orders, encoding="utf-8")

    def load(self, **options: Any) -> IngestReport:
        self.write_files()
        return self.load_files(**options)

    def load_files(self, **options: Any) -> IngestReport:
        options = {"rejects": self.rejects, **options}
        return ingest(self.read_mapping(), self.folder, self.store, **options)

    @property
    def rejects(self) -> Path:
        return self.folder / "rejects.jsonl"

    def edit_mapping(self, change: Any) -> None:
        """Apply a function to the mapping as a nested value."""
        value = yaml.safe_load(self.mapping)
        change(value)
        self.mapping = yaml.safe_dump(value, allow_unicode=True)

    def facts(self, subject: str, name: str) -> list[Fact]:
        """A subject's facts of the property with this local name."""
        return [f for f in self.store.facts(subjects=[subject]) if local_name(f.property) == name]

    def values(self, subject: str, name: str) -> list[Any]:
        return sorted(
            (f.value if f.object is None else local_name(f.object) for f in self.facts(subject, name)), key=str
        )

    def classes(self, subject: str) -> set[str]:
        return {local_name(f.object or "") for f in self.facts(subject, local_name(RDF_TYPE))}

    def snapshot(self) -> set[Fact]:
        return set(self.store.facts())


def kettle(key: str, **more: Any) -> dict[str, Any]:
    return {"编号": key, "名称": f"{key}电水壶", "价格": 99, "状态": "已上架", **more}
