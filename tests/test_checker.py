STRIKE = """Dockers in the port of Brindle voted on Monday to end their strike after nine days. The union said 410 members
backed the offer and 65 opposed it. Wages will rise by 4 percent in May, and the owners agreed to hire 30 apprentices.
Ships that had waited outside the harbour began to unload containers of fruit in the evening. The mayor, Ada Finch,
thanked both sides and promised a new crane by autumn."""
HARVEST = """حصد مزارعو سهل البقيعة هذا الموسم كميات قياسية من القمح بفضل أمطار الشتاء الغزيرة. وقال مدير التعاونية سامي الخطيب إن
المخازن استقبلت آلاف الأكياس خلال أسبوعين. وأضاف أن الأسعار بقيت مستقرة في الأسواق المحلية رغم ارتفاع كلفة النقل والوقود. وتخطط
التعاونية لشراء حاصدتين جديدتين وبناء صومعة قرب الطريق الرئيسي، فيما يأمل الأهالي في مواسم أفضل للزيتون والعنب والتين."""


def test_texts_that_tell_of_different_things_are_not_compared_and_coverage_says_so() -> None:
    report = check([Source(id="a", text=STRIKE), Source(id="b", text=HARVEST)])
    assert [(s.what, s.why) for s in report.coverage.skipped] == [
        ("1 of 1 pairs of texts", "they tell of different things")
    ]
    assert check([Source(id="a", text=STRIKE), Source(id="b", text=STRIKE)]).coverage.skipped == ()
