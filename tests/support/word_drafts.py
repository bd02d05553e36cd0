"""Word drafts with slips in them, in runs and wraps of all kinds, made at random from a seed."""

from __future__ import annotations

import random

from tests.support.word import document, paragraph, run, table, text_box

_SENTENCES = (
    "白河镇召开动员会,部署５项工作.",
    '会议要求:各村(社区)要"上下一心",形成合力!',
    "共清理垃圾200 吨,出动人员1,200人次。。",
    "柳荫街道“干群同心”,拆违３处;居民满意度95%.",
    "近日 ，清溪区创建办督查12个点位--发现问题3个...",
    "联系电话:555-1234,邮箱ａ@example.gov.cn。",
    "全区创建工作推进会召开 ,区长讲话。",
    "整改一处,验收一处",
)
_LOOKS = ("", "<w:b/>", '<w:rFonts w:eastAsia="仿宋"/><w:sz w:val="32"/>')
_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
# What a run may stand in or beside; text in the second half takes no tracked changes.
_WRAPS = (
    '<w:hyperlink r:id="x">{}</w:hyperlink>',
    '<w:ins w:id="7" w:author="王某">{}</w:ins>',
    '<w:del w:id="8" w:author="王某"><w:r><w:delText>删,去</w:delText></w:r></w:del>{}',
    (
        '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>'
        '<w:r><w:commentReference w:id="0"/></w:r>'
    ),
    "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '{}<w:r><w:footnoteReference w:id="2"/></w:r>',
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐,藏</w:t></w:r>{}",
    (
        f"{_FIELD.format('begin')}<w:r><w:instrText>REF x</w:instrText></w:r>"
        f"{_FIELD.format('separate')}{{}}{_FIELD.format('end')}"
    ),
    '<w:bookmarkStart w:id="3" w:name="b"/>{}<w:bookmarkEnd w:id="3"/>',
    '<w:smartTag w:element="x">{}</w:smartTag>',
    "{}<w:r><w:tab/><w:br/><w:t>,续</w:t></w:r>",
)
_LOCKED = (
    '<w:fldSimple w:instr="X">{}</w:fldSimple>',
    '<w:moveTo w:id="9" w:author="王某">{}</w:moveTo>',
    '<x:odd xmlns:x="urn:x">{}</x:odd>',
    (
        '<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr>'
        "<w:sdtContent>{}</w:sdtContent></w:sdt>"
    ),
    (
        "{}<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>bai</w:t></w:r></w:rt><w:rubyBase>"
        "<w:r><w:t>白,</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    ),
)
_PROPERTIES = (
    *("", "", '<w:jc w:val="center"/>'),
    '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
)
_COMMENT = '<w:comment w:id="0" w:author="王某"><w:p><w:r><w:t>批,注</w:t></w:r></w:p></w:comment>'
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1．"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
_FOOTNOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>脚,注</w:t></w:r></w:p></w:footnote>'


def word_draft(seed: int, *, locked: bool = False, boxed: bool = True) -> bytes:
    """A draft; ``locked``: some text takes no tracked changes; ``boxed``: with text boxes."""
    chance = random.Random(seed)
    wraps = _WRAPS + _LOCKED if locked else _WRAPS
    lines = ("清溪区工作快报", "第12期", "清溪区创建办　　2026年3月5日", "【要闻】")
    body = "".join(map(paragraph, lines))
    for _each in range(chance.randint(2, 8)):
        kind = chance.random()
        if kind < 0.12:
            cells = [_paragraph(chance, wraps, boxed=boxed) for _cell in range(4)]
            body += table((cells[0], cells[1]), (cells[2], cells[3]))
        elif kind < 0.2:
            body += "<w:p/>"
        else:
            body += _paragraph(chance, wraps, boxed=boxed)
    parts = {"footnotes": _FOOTNOTE, "numbering": _NUMBERING}
    if chance.random() < 0.6:
        parts["comments"] = _COMMENT
    return document(body, **parts)


def _paragraph(chance: random.Random, wraps: tuple[str, ...], *, boxed: bool) -> str:
    text = "".join(chance.choices(_SENTENCES, k=chance.randint(1, 2)))
    runs = []
    at = 0
    while at < len(text):
        length = chance.choice((1, 2, 3, 5, 8, 40))
        made = run(text[at : at + length], chance.choice(_LOOKS))
        at += length
        if chance.random() < 0.4:
            made = chance.choice(wraps).format(made)
        if boxed and chance.random() < 0.02:
            inner = _paragraph(chance, wraps, boxed=False)
            made += text_box(inner, top=chance.choice((0, 200)))
        runs.append(made)
    return paragraph(*runs, properties=chance.choice(_PROPERTIES))
