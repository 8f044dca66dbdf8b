"""One store with several shops: what is asked in one is read and answered without the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

import pytest

from ontology.errors import NotFoundError
from ontology.general import individual_iri, shop_iri
from reasoning.answer import Answerer, ReplyStatus
from tests.reasoning.answer.desk import Desk, let_out
from tests.reasoning.answer.market import Market

ALPHA, BETA = "alpha", "beta"
TITLE = "全新同款 智能恒温燃气热水器，低噪音 家用大水量"
# Shops whose ids are hard to keep apart, with the balance of their customer u1 and their price of one model.
HARD_IDS = {
    "b": ("111", "10"),
    "a/b": ("222", "20"),
    "my shop": ("333", "30"),
    "a%2Fb": ("444", "40"),
    "a#b": ("555", "50"),
}


@pytest.fixture(scope="module")
def answerer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Answerer]:
    market = Market()
    market.shop(ALPHA, "阿尔法电器")
    market.shop(BETA, "贝塔电器")
    market.product(ALPHA, "880000111", "阿尔法 油烟机 FC-H21C", cls="RangeHood", modelNumber="FC-H21C", price="2199")
    market.product(ALPHA, "880000222", "阿尔法 新机 FC-N99", modelNumber="FC-N99", price="100")
    market.product(ALPHA, "880000333", TITLE, modelNumber="ZA-1111", price="130")
    secret = market.product(BETA, "770000111", "贝塔 秘密新品 ZX9000-Q", modelNumber="ZX9000-Q", price="4321")
    fault = market.thing(
        "Fault", "Q77", shop=BETA, label="贝塔机密故障", faultCode="Q77", faultName="机密", faultSolution="拨打内部热线"
    )
    market.link(secret, "hasFault", fault)
    gift = market.thing("Gift", "cup", shop=BETA, label="玄铁杯", name="玄铁杯", giftTerms="仅限内部")
    market.link(secret, "hasGift", gift)
    described(market, "770000222", "贝塔 油烟机 FC-N99 豪华版", "FC-N99")
    described(market, "770000333", TITLE, "ZB-2222")
    for key, name in (("c0", "价格"), ("c1", "安装"), ("c2", "张全蛋")):
        market.customer(BETA, key, name)
    market.order(BETA, "99990001", "c2", secret, total="4321")
    market.thing("Quotation", "q", shop=BETA, quoteText="贝塔内部结算返点为百分之三十七", quoteField="说明")
    market.link(individual_iri("Quotation", "q", shop=BETA), "quotedFrom", shop_iri(BETA))
    for shop, (balance, price) in HARD_IDS.items():
        market.shop(shop, f"店{balance}")
        market.customer(shop, "u1", f"客{balance}", cardBalance=Decimal(balance))
        market.product(shop, f"P{balance}00001", f"产品{balance}", modelNumber="MD-8812", price=price)
    store = market.open(tmp_path_factory.mktemp("borders"))
    yield Answerer(store)
    store.close()


def described(market: Market, key: str, title: str, model: str) -> None:
    """A product of beta with many more values than its namesake in alpha."""
    market.product(
        BETA,
        key,
        title,
        cls="RangeHood",
        modelNumber=model,
        price="4321",
        description="大吸力",
        installationGuide="打孔",
        repairGuide="拨打电话",
        color="黑",
        dimensions="1x2x3",
        energyGrade="一级",
        gasType="天然气",
        noise=Decimal(5),
        ratedPower=Decimal(200),
        netWeight=Decimal(9),
        capacity=Decimal(5),
    )


@pytest.fixture
def alpha(answerer: Answerer) -> Desk:
    """Asks in the shop alpha."""
    return Desk(answerer=answerer, shop=ALPHA)


def tells_of_beta(text: str) -> set[str]:
    """What a reply lets out of the shop beta."""
    marks = ("shop/beta", "贝塔", "4321", "内部", "机密", "770000", "玄铁")
    return {mark for mark in marks if mark in text}


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("Q77怎么办", id="fault code"),
        pytest.param("报Q77怎么处理", id="fault code, reported"),
        pytest.param("ZX9000-Q多少钱", id="model"),
        pytest.param("ZX9000-R多少钱", id="misspelt model"),
        pytest.param("770000111多少钱", id="product id"),
        pytest.param("内部结算返点是多少", id="quotation"),
        pytest.param("FC-H21C送玄铁杯吗", id="gift"),
        pytest.param("最贵的油烟机是哪款", id="selection"),
        pytest.param("有几款油烟机", id="count"),
        pytest.param("4000元以上的商品有哪些", id="condition"),
        pytest.param("张全蛋的电话", id="customer's name"),
        pytest.param("99990001到哪了", id="order id"),
    ],
)
def test_nothing_of_another_shop_is_let_out(alpha: Desk, question: str) -> None:
    out = let_out(alpha.ask(question))
    assert {mark for mark in tells_of_beta(out) if mark not in question} == set(), out


def test_a_misspelt_model_of_another_shop_is_unknown_and_offers_no_choice(alpha: Desk) -> None:
    reply = alpha.ask("ZX9000-R多少钱")
    assert (reply.status, reply.choices) == (ReplyStatus.UNKNOWN_ENTITY, ())


def test_a_product_is_found_though_its_namesake_in_another_shop_is_described_at_length(alpha: Desk) -> None:
    for name in ("FC-N99", "880000222"):
        reply = alpha.ask(f"{name}多少钱")
        assert reply.status is ReplyStatus.ANSWERED, reply.text
        assert "100元" in reply.text


def test_a_pasted_title_is_the_own_product_and_not_another_shops_of_the_same_title(alpha: Desk) -> None:
    reply = alpha.ask(TITLE + "多少钱")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "130元" in reply.text
    assert tells_of_beta(let_out(reply)) == set()


@pytest.mark.parametrize("question", ["FC-H21C的价格", "FC-H21C价格是多少", "FC-H21C的价格 安装要钱吗"])
def test_a_customer_of_another_shop_who_is_named_like_a_word_changes_no_reading(alpha: Desk, question: str) -> None:
    reply = alpha.ask(question)
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "2199元" in reply.text


def test_a_customer_of_the_shop_itself_who_is_named_like_a_word_changes_no_reading_of_goods(
    answerer: Answerer,
) -> None:
    reply = Desk(answerer=answerer, shop=BETA).ask("ZX9000-Q的价格")
    assert reply.status is ReplyStatus.ANSWERED, reply.text
    assert "4321元" in reply.text


@pytest.mark.parametrize("shop", [ALPHA, BETA])
@pytest.mark.parametrize("wording", ["{}", "{}的电话", "{}的订单到哪了", "{}买了什么", "查一下{}的收货地址"])
def test_a_reply_does_not_tell_whether_a_persons_name_is_known(answerer: Answerer, shop: str, wording: str) -> None:
    desk = Desk(answerer=answerer, shop=shop)
    known, unknown = desk.ask(wording.format("张全蛋")), desk.ask(wording.format("王全蛋"))
    assert (known.status, known.text.replace("张", "王")) == (unknown.status, unknown.text)


@pytest.mark.parametrize("customer", [None, "c1"])
def test_another_shops_order_is_as_unknown_as_one_that_nobody_has(alpha: Desk, customer: str | None) -> None:
    for wording in ("订单{}到哪了", "{}什么状态", "{}"):
        theirs = alpha.ask(wording.format("99990001"), customer=customer)
        nobodys = alpha.ask(wording.format("99990009"), customer=customer)
        assert theirs.status is nobodys.status
        assert theirs.text.replace("99990001", "") == nobodys.text.replace("99990009", "")


@pytest.mark.parametrize(
    "customer",
    [
        pytest.param(individual_iri("Order", "99990001", shop=BETA), id="an order of another shop"),
        pytest.param(individual_iri("Customer", "c2", shop=BETA), id="a customer of another shop"),
        pytest.param(individual_iri("Product", "880000111", shop=ALPHA), id="a product"),
        pytest.param(shop_iri(ALPHA), id="the shop"),
        pytest.param("../../beta/Customer/c2", id="a path"),
        pytest.param(individual_iri("Customer", "nobody", shop=ALPHA), id="nobody"),
    ],
)
@pytest.mark.parametrize("question", ["我的订单总金额多少", "我叫什么名字", "我的订单99990001到哪了", "我的E卡余额"])
def test_who_is_no_customer_of_the_shop_is_anonymous(alpha: Desk, customer: str, question: str) -> None:
    reply, anonymous = alpha.ask(question, customer=customer), alpha.ask(question)
    assert (reply.status, reply.text) == (anonymous.status, anonymous.text)
    assert reply.status is not ReplyStatus.ANSWERED


def test_an_order_given_as_the_customer_opens_nothing(alpha: Desk) -> None:
    reply = alpha.ask("总金额多少", customer=individual_iri("Order", "99990001", shop=BETA))
    assert reply.status is not ReplyStatus.ANSWERED
    assert "4321" not in let_out(reply)


@pytest.mark.parametrize("as_iri", [False, True], ids=["id", "iri"])
@pytest.mark.parametrize("shop", HARD_IDS)
def test_a_shop_with_any_id_has_its_own_customers_and_prices(answerer: Answerer, shop: str, as_iri: bool) -> None:
    balance, price = HARD_IDS[shop]
    desk = Desk(answerer=answerer, shop=shop_iri(shop) if as_iri else shop)
    told = desk.ask("我的E卡余额还剩多少", customer="u1")
    assert told.status is ReplyStatus.ANSWERED, told.text
    assert f"{balance}元" in told.text
    priced = desk.ask("MD-8812多少钱")
    assert priced.status is ReplyStatus.ANSWERED, priced.text
    assert f"{price}元" in priced.text
    assert f"{price}元" in desk.ask("最便宜的商品是哪款").text


@pytest.mark.parametrize("shop", ["nosuchshop", "/", "b/", "B", "a/b/c", ".."])
def test_a_shop_that_is_not_there_is_named_and_nothing_is_answered(answerer: Answerer, shop: str) -> None:
    desk = Desk(answerer=answerer, shop=shop)
    for question in ("MD-8812多少钱", "最便宜的商品", "我的E卡余额还剩多少"):
        with pytest.raises(NotFoundError, match=re.escape(repr(shop))):
            desk.ask(question, customer="u1")


def test_a_conversation_in_one_shop_says_nothing_to_the_same_session_in_another(answerer: Answerer) -> None:
    Desk(answerer=answerer, shop=BETA).ask("ZX9000-Q怎么样", session="shared")
    reply = Desk(answerer=answerer, shop=ALPHA).ask("它多少钱", session="shared")
    assert reply.status is not ReplyStatus.ANSWERED
    assert tells_of_beta(let_out(reply)) == set()
