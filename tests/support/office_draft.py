"""A short draft with every part of a page; ``format`` fills in its text and who receives it."""

from __future__ import annotations

DRAFT = """\
清溪区创建全国文明城市　工作快报

第12期（总第86期）

清溪区创城办

2026年3月5日

【检查督导】

柳荫街道破解停车难　一是摸清底数。{text}（柳荫街道）

编辑：王某

报：{far}市文明办
共印60份
清溪区委办　2026年3月6日印发
"""
SENTENCE = "组织社区干部、网格员和物业人员逐楼走访，连续两周在早、晚高峰清点车辆。"
