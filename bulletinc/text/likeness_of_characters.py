"""Which characters are easily typed for one another: those that sound alike, or look alike."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache

# The first character of each syllable: GB 2312 has its 3,755 common characters in the order of
# their sounds, so a character sounds like the last of these that stands before it.
_SYLLABLES = (
    "啊埃鞍肮凹芭白斑邦苞杯奔崩逼鞭标鳖彬兵玻捕擦猜餐苍操厕层插拆搀昌超车郴撑吃充抽初揣川疮吹春戳"
    "疵聪凑粗蹿摧村磋搭呆耽当刀德蹬堤颠碉跌丁丢东兜督端堆墩掇蛾恩而发藩坊菲芬丰佛否夫噶该干冈篙哥"
    "给根耕工钩辜刮乖棺光瑰辊锅哈骸酣夯壕呵嘿痕哼轰喉呼花槐欢荒灰荤豁击嘉歼僵蕉揭巾荆炯揪鞠捐撅均"
    "喀开刊康考坷肯坑空抠枯夸块宽匡亏坤括垃莱蓝琅捞勒雷棱厘俩联粮撩列琳玲溜龙楼芦驴峦掠抡萝妈埋瞒"
    "芒猫么玫门萌眯棉苗蔑民明谬摸谋拇拿氖南囊挠呢馁嫩能妮蔫娘鸟捏您柠牛脓奴女暖虐挪哦欧啪拍攀乓抛"
    "呸喷砰坯篇飘撇拼乒坡扑期掐牵枪橇切钦青琼秋趋圈缺裙然瓤饶惹壬扔日戎揉茹软蕊闰若撒腮三桑搔瑟森"
    "僧莎筛珊墒梢奢砷声师收蔬刷摔栓霜谁吮说斯松搜苏酸虽孙蓑塌胎坍汤掏特藤梯天挑贴厅通偷凸湍推吞拖"
    "挖歪豌汪威瘟嗡挝巫昔瞎掀相萧楔薪星兄休墟轩靴勋压焉殃邀椰一茵英哟拥幽迂鸳曰耘匝栽咱赃遭责贼怎"
    "增扎摘瞻樟招遮珍蒸芝中舟珠抓拽专桩椎谆捉兹鬃邹租钻嘴尊昨"
)
_COMMON = b"\xb0\xa1", b"\xd7\xf9"
_LOOKS = (
    "己已巳 未末 戊戌戍 人入 日曰 土士 千干于 天夫 午牛 元无 侯候 辩辨辫 拔拨 壁璧 折拆析 免兔 "
    "历厉 冶治 洽恰 徒徙 祟崇 沽沾 洒酒 栗粟 晴睛 矛予 乌鸟 刀力 仓仑 令今 兔免 即既 卯卵 戈弋 "
    "住佳往 桔秸 梁粱 汆氽 胄胃 茶荼 萧箫 赢嬴羸 遣遗 暑署 瞻赡 槽糟 幕墓慕 簿薄 藉籍 蓝篮 "
    "竞竟 竣峻 浦埔蒲 坪评萍 洼哇 萍苹 晨辰 琴琹 柳抑 枫风 槐愧 溪奚 河何 湾弯 阁阀 阳阴 "
    "坝狈 塘溏糖 堰偃 屯囤 坡披 岭岑 庄压 沟构 洲州 渠架 杨扬 汉汊 清请情青 龙尤 关美 "
    "永水 玉王主 宁于 丰半 白自 石右 古吉 田由甲申 广厂 兴光 未朱 禾木 永求 余佘 "
    "斤斥 市布 宫官 旦且 目自 侍待 凤风 亨享 祥详 微徽 颖颍 炯迥 哀衷 弦玄 妹姝 姗珊 娜挪 "
    "婷停 莹萤 莉利 媛缓 瑞端 凯剀 铭名 锋峰 涛寿 浩皓 杰木 钧均 铁轶 博搏 辉晖 琪淇 琦绮 "
)
_COUNTED = frozenset(
    "〇零一二三四五六七八九十百千万两0123456789甲乙丙丁戊己庚辛壬癸"
    "东南西北中上下左右前后内外大小老新旧高低长短正副总分男女首末"
)


def is_easily_mistaken(typed: str, meant: str) -> bool:
    """Whether one character is often typed for another: they sound alike, or look alike. Those that
    tell things apart (一二, 甲乙, 东西, 大小) are not.
    """
    if typed == meant or typed in _COUNTED or meant in _COUNTED:
        return False
    return meant in _look_alikes().get(typed, "") or (
        (sound := _sound(typed)) >= 0 and sound == _sound(meant)
    )


@cache
def _look_alikes() -> dict[str, str]:
    found: dict[str, str] = {}
    for group in _LOOKS.split():
        for character in group:
            found[character] = found.get(character, "") + group
    return found


@cache
def _heads() -> list[bytes]:
    return [character.encode("gb2312") for character in _SYLLABLES]


def _sound(character: str) -> int:
    """The number of the syllable of a common character; -1 for all others."""
    try:
        code = character.encode("gb2312")
    except UnicodeEncodeError:
        return -1
    return bisect_right(_heads(), code) if _COMMON[0] <= code <= _COMMON[1] else -1
