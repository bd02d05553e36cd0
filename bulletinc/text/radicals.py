"""Radicals that stand for characters."""

from __future__ import annotations

# Radicals that are whole characters, too (Unicode's EquivalentUnifiedIdeograph.txt); a PDF often
# has them for the characters. For ⼾ NFKC has 戶, which mainland texts do not write.
RADICALS = dict(
    zip(
        "⼾⺟⺠⻁⻄⻅⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰⻳",
        "户母民虎西见贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙龟",
        strict=True,
    )
)
