"""Titles broken by sense: what an editor would break, and what never may be."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
import rjieba
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bulletinc.text.typography import display, ems
from bulletinc.theme.titles import title_rows

TITLE, SUBTITLE = 20, 28

# A line is a title, | where its rows end.
TITLES = """
清溪区召开创建全国文明城市工作推进会|暨“百日攻坚”动员部署会
关于2026年上半年|“放管服”改革工作情况的报告
——2026年1月9日|在清溪区第十届人民代表大会第六次会议上
清溪区人民政府|关于印发《清溪区优化营商环境|三年行动方案（2026-2028年）》的通知
市创建办督查组赴清溪区柳溪街道|开展背街小巷环境卫生整治专项督查
区人大常委会副主任沈牧川率队|调研老旧小区改造和加装电梯工作
清溪区2026年政府工作报告|重点任务分解落实情况第一季度通报
关于清溪区2025年国民经济|和社会发展计划执行情况与2026年|国民经济和社会发展计划草案的报告
清溪区“接诉即办”专班7×24小时值守|保障汛期群众诉求“件件有回音”
全区新时代文明实践志愿服务“邻里守望”|主题活动走进12个社区惠及群众3.6万人次
清溪区应急管理局、区气象局|联合发布地质灾害气象风险黄色预警
清溪区教育局关于做好2026年秋季学期|中小学校开学准备工作的通知
北沙河流域水环境综合治理工程（二期）|建设项目用地预审与选址意见书批前公示
坚持以人民为中心，|以更大力度保障和改善民生，|让改革发展成果更多更公平惠及全体市民
《清溪区城市更新专项规划|（2026-2035年）》通过专家评审
清溪区2026年一般公共预算收入增长6.8%，|增速位居全市第一方阵
关于对2025年度全区安全生产和消防工作|先进集体、先进个人予以表扬的决定
清溪区人民检察院关于2025年度|未成年人检察工作情况的专项报告
副区长林岚在全区食品安全委员会|2026年第二次全体会议上的讲话
柳溪街道创新“网格+物业+业委会”|三方联动机制破解老旧小区治理难题
清溪区成立以区长为组长的|国家卫生城市复审迎检工作领导小组
关于全面推行河湖长制、林长制、田长制|“三长合一”网格化管理模式的实施意见
清溪区第十届人民代表大会|常务委员会第三十二次会议|关于接受陆知秋辞去副区长职务请求的决定
澄川市清溪区人民政府办公室|转发区卫生健康局等八部门关于进一步加强|医疗卫生机构综合监管工作若干措施的通知
清溪区“河长制”Ⅲ-58号断面|水质达标攻坚行动取得阶段性成效
2026年清溪区“书香满城 全民阅读”|系列活动启动仪式在滨江文化广场举行
清溪区联合Microsoft Research Asia|打造AIGC应用创新中心（一期）
清溪区政务服务中心“周末不打烊”服务窗口|累计办理事项12.5万件
清溪区2026年“春风行动”|暨就业援助月活动启动仪式成功举办
关于柳溪街道老旧小区电动自行车|集中充电设施建设情况的调研报告
清溪区住建局多措并举|推动保障性租赁住房项目建设提速增效
清溪区图书馆“4·23世界读书日”系列活动|丰富市民精神文化生活
关于清溪区2025年财政预算执行情况|和2026年财政预算草案的报告
清溪区：以“小网格”撬动基层“大治理”|走出城乡融合新路径
枫林镇“三管齐下”让老集镇焕发新气象
关于“7·26”强降雨|防范应对工作情况的报告
关于‘7·26’强降雨|防范应对工作情况的报告
中共清溪区委|关于深入学习贯彻市委十二届七次全会精神|扎实推进基层治理现代化的决定
清溪区纪委监委通报|4起违反中央八项规定精神典型问题
市文明委第三督导组来我区|督导检查全国文明城市创建工作
清溪区深入开展燃气安全隐患|大排查大整治专项行动
枫林镇聚焦“三个到位”|扎实做好汛期地质灾害防范工作
清溪区召开2026年春季森林草原防灭火|暨安全生产工作会议
关于进一步加强全区农村宅基地审批管理|和规范农民建房秩序的通知
枫林镇扎实推进“百千万工程”|助力乡村全面振兴取得新成效
清溪区“三个聚焦”持续优化政务服务环境|让企业和群众办事更省心
柳溪街道办事处联合区消防救援大队|开展高层建筑消防安全夜查行动
清溪区强化“四项措施”|全力做好低温雨雪冰冻天气防范应对工作
柳溪街道“红色物业”|打通服务群众“最后一公里”
清溪区持续深化医药卫生体制改革|着力缓解群众看病难看病贵问题
清溪区打造“15分钟便民生活圈”|让居民乐享家门口的幸福
省生态环境厅调研组来清溪区|检查指导大气污染防治工作
区人民法院与区妇联|联合举办反家庭暴力法宣传活动
""".split("\n")[1:-1]

# As typed: the blanks at the rows' ends are dropped.
TITLES_WITH_BLANKS = """
凝心聚力 攻坚克难\u3000|奋力谱写清溪高质量发展新篇章
清溪区召开防汛抗旱暨地质灾害防治工作会议 |贯彻落实市委市政府决策部署
东浦河大桥主桥合龙 |清溪至澄川快速路（S214）|全线贯通进入倒计时
我区3个案例|入选全市“一网通办”优秀应用场景 |区数据局作经验交流
区委宣传部 区文明办 区城市管理局|关于开展“门前三包”示范街|创建活动的联合通知
""".split("\n")[1:-1]

SUBTITLES = """
——清溪区“一窗受理、集成服务”改革试点工作|阶段性总结报告（2025年7月至2026年6月）
——在中国共产党清溪区第十届委员会|第八次全体会议上的报告（2026年1月6日）
——2026年1月9日在清溪区第十届人民代表大会第六次会议上
""".split("\n")[1:-1]

PHRASES = """
清溪区 关于 2026年 3月5日 12.5万人次 7×24小时 第十届 第3期 Ⅲ-58号 2020-2024年 PM2.5 Research
十二届七次全会
“百日攻坚” 《清溪区优化营商环境方案》 （试行） （‘甲’乙） 〔2026〕 行动 的 了 和 暨 在
进一步 加强 老旧小区 改造 工作 情况 通知
人民代表大会 防范 应对 强降雨 推进 贯彻落实 、 ， ： —— ……
""".split()
WRITTEN = st.lists(st.sampled_from([*PHRASES, "\u3000"]), min_size=1, max_size=25).map("".join)
TYPED = st.text(
    st.sampled_from('清溪区的和“”‘’《》（）"，。…—·-12.aZ% \u3000\u0301\u200d👩') | st.characters(),
    max_size=150,
)


@pytest.mark.parametrize("title", TITLES)
def test_a_title_is_broken_as_an_editor_would(title: str) -> None:
    assert "|".join(title_rows(title.replace("|", ""), TITLE)) == title


@pytest.mark.parametrize("typed", TITLES_WITH_BLANKS)
def test_a_blank_ends_a_row_and_is_dropped_there(typed: str) -> None:
    assert title_rows(typed.replace("|", ""), TITLE) == tuple(
        row.rstrip() for row in typed.split("|")
    )


@pytest.mark.parametrize("subtitle", SUBTITLES)
def test_a_subtitle_is_broken_as_an_editor_would(subtitle: str) -> None:
    assert "|".join(title_rows(subtitle.replace("|", ""), SUBTITLE)) == subtitle


@pytest.mark.parametrize(
    ("longest", "title"),
    [
        (18, "——清溪区“一窗受理、集成服务”|改革试点工作阶段性总结报告|（2025年7月至2026年6月）"),
        (14, "清溪区2026年政府工作报告|重点任务分解落实情况|第一季度通报"),
        (14, "坚持以人民为中心，|以更大力度保障和改善民生，|让改革发展成果更多更公平|惠及全体市民"),
        (12, "柳溪街道创新|“网格+物业+业委会”|三方联动机制破解|老旧小区治理难题"),
    ],
)
def test_no_row_is_very_short_and_no_title_an_hourglass(longest: int, title: str) -> None:
    assert "|".join(title_rows(title.replace("|", ""), longest)) == title


def test_an_empty_text_has_no_rows() -> None:
    assert title_rows(" \u200b\u3000", TITLE) == ()


def bare(text: str) -> str:
    return "".join(text.split())


@example("0000000¤®®®×××ÞÞÞ÷А\u0e5c\u0e5c\u0e5c\u0e5c\u0e5c⅛ 0", 1)
@settings(deadline=None)
@given(TYPED | WRITTEN, st.integers(1, 30))
def test_nothing_is_lost_but_blanks_at_the_ends_of_rows(text: str, longest: int) -> None:
    rows = title_rows(text, longest)
    shown = display(text).strip()
    for row in rows:
        assert shown.startswith(row)
        assert row == row.strip() != ""
        shown = shown.removeprefix(row).lstrip()
    assert shown == ""


@settings(deadline=None)
@given(TYPED | WRITTEN, st.integers(1, 30))
def test_no_row_is_too_wide(text: str, longest: int) -> None:
    assert all(ems(row) <= longest + 1e-9 for row in title_rows(text, longest))


@settings(deadline=None)
@given(WRITTEN, st.integers(16, 28))
def test_numbers_words_and_quotations_that_fit_stay_whole(text: str, longest: int) -> None:
    rows = title_rows(text, longest)
    ends = {len(bare("".join(rows[:n]))) for n in range(1, len(rows))}
    wholes = re.compile(
        r"(?<![0-9A-Za-zⅢ.])(?:2026年|3月5日|12\.5万|7×24小|Ⅲ-58号|2020-2024年|PM2\.5|Research)|第十届|第3期|十二届七次"
        "|——|……|“百日攻坚”|《清溪区优化营商环境方案》|（试行）"
    )
    for match in wholes.finditer(bare(display(text))):
        assert ends.isdisjoint(range(match.start() + 1, match.end())), match.group()


@settings(deadline=None)
@given(WRITTEN, st.integers(16, 28))
@example("ResearchResearchResearch2026年", 16)
def test_no_row_ends_inside_a_word(text: str, longest: int) -> None:
    rows = title_rows(text, longest)
    shown = display(text).strip()
    ends: set[int] = set()
    for row in rows:
        ends.add(shown.index(row, max(ends, default=0)) + len(row))
    for word, start, end in rjieba.tokenize(shown, hmm=False):
        if ems(word) <= longest:  # a wider one has to be parted
            assert ends.isdisjoint(range(start + 1, end)), word


@pytest.mark.parametrize(
    "text",
    [
        "《清溪区优化营商环境三年行动方案》，清溪区",
        "清溪区优化营商环境三年行动方案和《（试行）办法》",
    ],
)
def test_a_full_row_makes_no_sign_stand_on_the_wrong_side(text: str) -> None:
    for longest in range(8, 20):
        rows = title_rows(text, longest)
        assert not any(row[0] in "，）》" for row in rows)
        assert not any(row[-1] in "《（" for row in rows)


@settings(deadline=None)
@given(WRITTEN, st.integers(8, 28))
def test_signs_stand_on_their_side_of_a_row_end(text: str, longest: int) -> None:
    # A row of nothing but signs leaves no better place.
    lone = re.sub(
        "[、，：…\u3000]{2,}|(?<=—)[—、，：…]+|[、，：…\u3000]+(?=—)",
        "，",
        re.sub("—{3,}", "——", text),
    ).lstrip("，、：…")
    rows = title_rows(lone, longest)
    assert not any(row[0] in "。，、；：！？…”’）】》〉〕" for row in rows[1:])
    assert not any(row[-1] in "“‘（【《〈〔" for row in rows[:-1])


@example("《清溪区优化营商环境方案》暨\u3000清溪区清溪区")
@settings(deadline=None)
@given(WRITTEN)
def test_a_function_word_stays_with_what_it_leads(text: str) -> None:
    rows = title_rows(text, TITLE)
    assert not any(
        row.endswith(("关于", "暨")) for row in rows[:-1] if not bare(text).endswith(row)
    )


def test_a_quotation_is_opened_only_when_it_is_wider_than_a_row() -> None:
    fits = "《清溪区优化营商环境三年行动方案》"
    assert fits in title_rows(f"在{fits}的", int(ems(fits)))
    assert len(title_rows(fits, 10)) == 2


def test_a_number_in_what_has_no_other_breaks_stays_whole() -> None:
    for before in range(30):
        rows = title_rows("镇" * before + "2020-2024年" + "镇" * 30, 10)
        assert any("2020-2024年" in row for row in rows), rows


@pytest.mark.parametrize("composed", ["e\u0301", "👩\u200d👧"])
def test_what_is_one_character_to_the_eye_is_not_cut(composed: str) -> None:
    for longest in range(8, 30):
        assert all(row.replace(composed, "") == "" for row in title_rows(composed * 60, longest))


def test_many_blanks_make_no_empty_row() -> None:
    assert title_rows("清溪区" + "\u3000" * 60 + "。政府工作报告", 8) == (
        "清溪区",
        "。政府工作报告",
    )


def test_a_word_wider_than_a_row_is_cut_into_even_rows() -> None:
    rows = title_rows("x" * 300, TITLE)
    assert "".join(rows) == "x" * 300
    assert min(map(ems, rows)) > TITLE / 2


@pytest.mark.parametrize(
    "text", ["甲" * 2000, "，" * 2000, "（" * 2000, "a b " * 500, "甲、" * 1000]
)
def test_a_text_without_end_ends(text: str) -> None:
    rows = title_rows(text, TITLE)
    assert bare("".join(rows)) == bare(text)


def test_a_title_that_fits_does_not_load_the_lexicon() -> None:
    code = (
        "import sys; from bulletinc.theme.titles import title_rows; "
        "title_rows('清溪区政府工作报告', 20); assert 'rjieba' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
