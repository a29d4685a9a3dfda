"""The program: one UET tag and two conversion goals."""

import pulumi
import pulumi_msads as msads

# What an order is worth, in EUR.
ORDER_VALUE = 25


def declare() -> None:
    site = msads.UetTag("site", name="Main site")
    order = msads.UrlGoal(
        "order",
        name="Order placed",
        tag_id=site.id,
        url_operator=msads.ExpressionOperator.CONTAINS,
        url_expression="/thank-you",
        goal_category=msads.GoalCategory.PURCHASE,
        revenue={"type": msads.RevenueType.FIXED_VALUE, "value": ORDER_VALUE, "currency_code": "EUR"},
    )
    basket = msads.EventGoal(
        "big-basket",
        name="Big basket",
        tag_id=site.id,
        action_operator=msads.ExpressionOperator.EQUALS,
        action_expression="basket",
        value_operator=msads.ValueOperator.GREATER_THAN,
        value=100,
        goal_category=msads.GoalCategory.ADD_TO_CART,
    )
    pulumi.export("goals", [summary(order), summary(basket)])
    pulumi.export("snippet", site.tracking_script)


def summary(goal: msads.UrlGoal | msads.EventGoal) -> dict[str, pulumi.Output]:
    return {
        "id": goal.id,
        "name": goal.name,
        "status": goal.status,
        "worth": goal.revenue.apply(lambda revenue: revenue.value if revenue else None),
        "tracking": goal.tracking_status,
    }
