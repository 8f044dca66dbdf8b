"""Facts in words: values with their units, short names, and the standing phrases of each status."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

from graph.fact import Fact
from ontology.general import MONEY, PERIOD, SHOP_CLASS, UNIT
from reasoning.answer.knowledge import CNY, Knowledge
from reasoning.answer.period import read_period

_NAME_LENGTH = 36
_SHORTEST_CUT = 12
_TRUTH = {"zh": {True: "是", False: "否"}, "en": {True: "yes", False: "no"}}

PHRASES = {
    "zh": {
        "anonymous": "这涉及个人信息，请先登录后再查询。",
        "not_yours": "抱歉，只能查询您本人的记录，这一条不能为您提供。",
        "unknown": "没有查到“{about}”，请核对后再发给我。",
        "no_facts": "目前资料里没有{about}的信息，暂时无法回答。",
        "not_understood": "抱歉，我没有理解您的问题，可以换个说法，或者告诉我商品、订单号。",
        "which": "请问您说的是哪一个？",
        "which_product": "请问您问的是哪款商品？可以发商品链接、编号或型号。",
        "did_you_mean": "没有查到“{about}”，您是不是想问：",
        "handoff": "好的，正在为您转接人工客服。",
        "none_match": "没有找到符合条件的{about}。",
        "count": "共有{number}款{about}：",
        "count_records": "共有{number}个{about}：",
        "none_of_yours": "您没有这样的{about}，共0个。",
        "yes": "是的，",
        "no": "不是，",
        "allowed": "可以{operation}。{order}当前状态为{status}。",
        "forbidden": "不能{operation}。{order}当前状态为{status}。",
        "undecided": "规则没有说明{order}（状态：{status}）能否{operation}，建议转人工核实。",
        "no_status": "资料里没有{order}的状态，能否{operation}建议转人工核实。",
        "quote": "资料原文：“{text}”",
        "quote_of": "{name}的资料原文：“{text}”",
        "more": "等共{number}条",
        "permitted_in": "可以办理的订单状态：{states}。",
        "gap": "相差{gap}。",
        "lowest": "{label}最低的是 {names}。（{each}）",
        "highest": "{label}最高的是 {names}。（{each}）",
        "other_currency": "币种不同，无法直接比较：{each}。",
        "no_difference": "目前资料里没有{about}之间可以比较的差别。",
        "of_name": "{subject}的{label}",
        "our_shop": "本店",
        "record": "这是目前的记录：",
        "all": "共{number}个{about}：",
        "sum": "合计{total}（{values}）",
        "of": "{subject}的{label}：",
        "alone": "{label}：",
        "and_then": "；",
        "comma": "，",
        "enumeration": "、",
        "aside": "（{text}）",
        "over": "，已于{day}结束",
        "space": "",
        "yuan": "元",
    },
    "en": {
        "anonymous": "This is personal information; please sign in first.",
        "not_yours": "Sorry, I can only show your own records, and this one is not yours.",
        "unknown": "I could not find “{about}”; please check it and try again.",
        "no_facts": "Our data says nothing about {about}, so I cannot answer that.",
        "not_understood": "Sorry, I did not understand; please rephrase, or name a product or an order.",
        "which": "Which one do you mean?",
        "which_product": "Which product do you mean? A link, an id or a model number will do.",
        "did_you_mean": "I could not find “{about}”; did you mean:",
        "handoff": "I am passing you on to a colleague.",
        "none_match": "I found no {about} that fits.",
        "count": "Found {number} ({about}): ",
        "count_records": "Found {number} ({about}): ",
        "none_of_yours": "You have no such {about}, 0 in all.",
        "yes": "Yes, ",
        "no": "No, ",
        "allowed": "You can: {operation}. {order} is in state {status}.",
        "forbidden": "You cannot: {operation}. {order} is in state {status}.",
        "undecided": "Our rules leave open whether {order} (state {status}) allows: {operation}; we will check.",
        "no_status": "Our data does not tell the state of {order}, so we will check whether you can: {operation}.",
        "quote": "From the product sheet: “{text}”",
        "quote_of": "From the sheet of {name}: “{text}”",
        "more": "; {number} in all",
        "permitted_in": " Possible in these states: {states}.",
        "gap": " The difference is {gap}.",
        "lowest": "{names} has the lowest {label} ({each}).",
        "highest": "{names} has the highest {label} ({each}).",
        "other_currency": "These are in different currencies and cannot be compared: {each}.",
        "no_difference": "Our data tells no difference between {about}.",
        "of_name": "the {label} of {subject}",
        "our_shop": "our shop",
        "record": "This is what is on record: ",
        "all": "{number} in all. ",
        "sum": "{total} in all ({values})",
        "of": "{label} of {subject}: ",
        "alone": "{label}: ",
        "and_then": "; ",
        "comma": ", ",
        "enumeration": ", ",
        "aside": " ({text})",
        "over": ", ended on {day}",
        "space": " ",
        "yuan": " CNY",
    },
}


class Phrasing:
    """Words for facts in one language."""

    def __init__(self, knowledge: Knowledge, lang: str, as_of: datetime) -> None:
        self._knowledge = knowledge
        self._ontology = knowledge.ontology
        self.lang = lang
        self._today = as_of.date()

    def say(self, phrase: str, **slots: object) -> str:
        """A standing phrase with its slots filled."""
        return PHRASES[self.lang][phrase].format(**slots)

    def refusal(self, customer: str | None) -> str:
        """Why a person's record is not told: it is another's, or nobody is signed in."""
        return self.say("not_yours" if customer else "anonymous")

    def name(self, iri: str) -> str:
        """A name short enough for a sentence."""
        label = self.label(iri)
        if len(label) <= _NAME_LENGTH:
            return label
        code = self._knowledge.code(iri)
        cut = label[: max(_SHORTEST_CUT, _NAME_LENGTH - len(code))]
        return f"{cut}…{code}" if code not in cut else f"{cut}…"

    def short(self, iri: str) -> str:
        """A name for a table: the code that the label holds, or else the name."""
        return self._knowledge.code(iri) or self.name(iri)

    def label(self, iri: str) -> str:
        """What to call an individual in full; one without a label by its class and key, a shop without one 本店."""
        label = self._knowledge.label(iri, self.lang)
        if iri in self._ontology.terms:
            return label
        if label != iri.rpartition("/")[2] or not label.isascii():
            return label
        if self._knowledge.is_a(iri, SHOP_CLASS):
            return self.say("our_shop")
        return f"{self._ontology.label(self._knowledge.kind_of(iri), self.lang)}{self.say('space')}{label}"

    def property(self, property: str) -> str:
        """What to call a property."""
        return self._ontology.label(property, self.lang)

    def value(self, fact: Fact) -> str:
        """A fact's object or value with its unit."""
        if fact.object is not None:
            return self.label(fact.object)
        value = fact.value
        if isinstance(value, bool):
            return _TRUTH[self.lang][value]
        if isinstance(value, Decimal):
            return plain_number(value) + self._unit(fact)
        if isinstance(value, int):
            return f"{value}{self._unit(fact)}"
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%d %H:%M")
        if isinstance(value, date):
            return value.isoformat()
        return str(value)

    def spoken(self, fact: Fact) -> str:
        """A fact's value as a sentence tells it: of a period that is over, that it is."""
        value = self.value(fact)
        if self._ontology.annotation(fact.property, PERIOD) != "true":
            return value
        period = read_period(value)
        over = period is not None and period.last < self._today
        return value + self.say("over", day=period.last.isoformat()) if period and over else value

    def _unit(self, fact: Fact) -> str:
        if self._ontology.datatype(fact.property) == MONEY:
            currency = self._knowledge.currency(fact.subject)
            return self.say("yuan") if currency == CNY else f" {currency}"
        unit = self._ontology.annotation(fact.property, UNIT)
        if not unit:
            return ""
        return ("" if self.lang == "zh" else " ") + self._ontology.label(unit, self.lang)

    def values(self, facts: Sequence[Fact], *, repeated: bool = False) -> str:
        """Several values in one phrase, equal ones once unless they are to be `repeated`."""
        told = [self.spoken(fact) for fact in facts]
        return self.say("enumeration").join(told if repeated else dict.fromkeys(told))

    def sentence(self, subject: str, property: str, facts: Sequence[Fact], told: str = "") -> str:
        """`subject`'s property in one sentence; `told` stands for the values where they are told otherwise."""
        return self.of(subject, self.property(property)) + (told or self.values(facts))

    def of_name(self, iri: str, label: str) -> str:
        """An individual's property as a phrase: 热水器的价格."""
        return self.say("of_name", subject=self.name(iri), label=label)

    def of(self, subject: str, label: str) -> str:
        """The head of a sentence: 热水器的价格："""
        return self.say("of" if subject else "alone", subject=subject, label=label)

    def listed(self, items: Sequence[str]) -> str:
        """Several things one after the other."""
        return self.say("and_then").join(items)

    def enumerated(self, items: Sequence[str]) -> str:
        """Several names in one phrase."""
        return self.say("enumeration").join(items)

    def bracketed(self, name: str, details: Sequence[str]) -> str:
        """A name with what is told of it in brackets."""
        return name + self.say("aside", text=self.say("comma").join(details)) if details else name


def plain_number(value: Decimal) -> str:
    """A decimal without trailing zeros or exponent: 60, 6.6, 780.06."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
